// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Return to the volume-weighted average price.
 *
 * @param price the price.
 * @param vwap the average.
 * @param deviation how far from it the price usually is.
 * @param rule what to do.
 */
public record VwapReversion(DoubleIn price, DoubleIn vwap, DoubleIn deviation, Reversion rule) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = Reversion.declare(NodeType.named("vwap-reversion")
                    .doc("Bets on a return to the volume-weighted average price: enters against a price that is many"
                            + " deviations from it, leaves when it has come back, and gives up when it has gone too far."
                            + " Strength: the distance in deviations. While the deviation is not above 0, nothing is decided but"
                            + " the end of the session.")
                    .formula("z = (price - vwap) / deviation; " + Reversion.FORMULA)
                    .source("Own rule")
                    .doubleInput("price", "The price: what makes the strategy decide, and what signals refer to.")
                    .sampledInput("vwap", InputKind.DOUBLE, "The volume-weighted average price.")
                    .sampledInput(
                            "deviation",
                            InputKind.DOUBLE,
                            "One standard deviation of the price, in units of the price."))
            .create(w -> new VwapReversion(
                    w.doubleIn("price"), w.doubleIn("vwap"), w.doubleIn("deviation"), Reversion.of(w)));

    @Override
    public long compute(State state) {
        double now = price.get(state);
        double usual = deviation.get(state);
        return rule.decide(state, usual > 0.0 ? (now - vwap.get(state)) / usual : Double.NaN, now);
    }
}
