// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.crossover;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * Crossover of two averages.
 *
 * @param fast the fast average.
 * @param slow the slow average.
 * @param price the price signals refer to.
 * @param signal the signals.
 * @param side on which side of the slow average the fast one was last: 1 above, -1 below, 0 not known yet.
 * @param band how far apart they must be to be on a side, in basis points of the slow one.
 */
public record MaCross(DoubleIn fast, DoubleIn slow, DoubleIn price, SignalOut signal, LongVar side, double band)
        implements Node {
    private static final double BASIS_POINTS = 10_000.0;
    private static final int CROSS_UP = 0;
    private static final int CROSS_DOWN = 1;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("ma-cross")
            .doc(
                    "Proposes to buy when a fast average comes to lie above a slow one after having been below, and to sell"
                            + " the other way round. Where they stand at first is no signal, and a touch is no crossing. Strength:"
                            + " their distance in basis points of the slow one. Assumes averages of a price, so not near 0.")
            .formula("above when fast - slow > band / 10000 * |slow|, below when slow - fast is")
            .doubleInput("fast", "The fast average.")
            .doubleInput("slow", "The slow average.")
            .sampledInput("price", InputKind.DOUBLE, "The price signals refer to.")
            .doubleParameter(
                    "band",
                    0.0,
                    BASIS_POINTS,
                    0.0,
                    "How far beyond the slow average the fast one must be to have crossed it, in basis points.")
            .signalOutput("signal", List.of("cross-up", "cross-down"), "One signal for each crossing.")
            .warmUp(p -> 2)
            .create(w -> new MaCross(
                    w.doubleIn("fast"),
                    w.doubleIn("slow"),
                    w.doubleIn("price"),
                    w.signalOut("signal"),
                    w.longVar("side"),
                    w.doubleParameter("band")));

    @Override
    public long compute(State state) {
        double base = Math.abs(slow.get(state));
        double distance = fast.get(state) - slow.get(state);
        double distanceMin = band / BASIS_POINTS * base;
        long before = side.get(state);
        long now = distance > distanceMin ? 1 : distance < -distanceMin ? -1 : before;
        if (now == before) {
            return UNCHANGED;
        }
        side.set(state, now);
        if (before == 0) {
            return UNCHANGED;
        }
        double strength = BASIS_POINTS * Math.abs(distance) / base;
        return now > 0
                ? signal.emit(state, Side.BUY, strength, price.get(state), CROSS_UP)
                : signal.emit(state, Side.SELL, strength, price.get(state), CROSS_DOWN);
    }
}
