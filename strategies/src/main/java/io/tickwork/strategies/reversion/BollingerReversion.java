// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.strategies.position.BasisPoints;
import io.tickwork.strategies.position.Position;

/**
 * Return from outside of a band to its middle.
 *
 * @param price the price.
 * @param lower the lower band.
 * @param middle what lies between them.
 * @param upper the upper band.
 * @param position what is held.
 * @param outside where the price was last: -1 below the lower band, 1 above the upper one, 0 between them.
 * @param widthMin how far the bands must be apart, in basis points of the middle.
 * @param stop how far beyond its band a price ends the position, in halves of the distance of the bands.
 */
public record BollingerReversion(
        DoubleIn price,
        DoubleIn lower,
        DoubleIn middle,
        DoubleIn upper,
        Position position,
        LongVar outside,
        DoubleParameter widthMin,
        DoubleParameter stop)
        implements Node {
    private static final int STOP = Position.OWN_REASONS;
    private static final double STOP_MAX = 100.0;

    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("bollinger-reversion")
                            .doc(
                                    "Bets on a return to the middle of two bands once it has begun: enters when the price comes back"
                                            + " between them from outside, leaves at the middle, or when the price is too far outside again. A"
                                            + " price that comes back beyond the middle at once is no entry. Strength: the distance from the"
                                            + " middle, in halves of the distance of the bands.")
                            .formula(
                                    "half = (upper - lower) / 2; enter long when price[t-1] < lower[t-1] and lower <= price <"
                                            + " middle and 20000 * half / |middle| >= width-min; exit long when price >= middle, stop when"
                                            + " price < lower - stop * half; short likewise the other way round")
                            .source(
                                    "J. Bollinger, Bollinger on Bollinger Bands, 2001: tags of a band are no signals by themselves")
                            .doubleInput(
                                    "price", "The price: what makes the strategy decide, and what signals refer to.")
                            .sampledInput("lower", InputKind.DOUBLE, "The lower band.")
                            .sampledInput("middle", InputKind.DOUBLE, "The middle, where the price is to return.")
                            .sampledInput("upper", InputKind.DOUBLE, "The upper band.")
                            .doubleParameter(
                                    "width-min",
                                    0.0,
                                    BasisPoints.PER_UNIT,
                                    0.0,
                                    "How far the bands must be apart to enter, in basis points of the middle.")
                            .mutable()
                            .doubleParameter(
                                    "stop",
                                    0.0,
                                    STOP_MAX,
                                    0.5,
                                    "How far beyond its band a price ends the position, in halves of the distance of the bands.")
                            .mutable(),
                    Position.MINUTE_NS,
                    "stop")
            .warmUp(p -> 2)
            .create(BollingerReversion::create);

    private static BollingerReversion create(Wiring wiring) {
        return new BollingerReversion(
                wiring.doubleIn("price"),
                wiring.doubleIn("lower"),
                wiring.doubleIn("middle"),
                wiring.doubleIn("upper"),
                Position.of(wiring),
                wiring.longVar("outside"),
                wiring.mutableDouble("width-min"),
                wiring.mutableDouble("stop"));
    }

    @Override
    public long compute(State state) {
        double now = price.get(state);
        long before = outside.get(state);
        long where = now < lower.get(state) ? -1 : now > upper.get(state) ? 1 : 0;
        outside.set(state, where);
        if (position.isSessionOver(state)) {
            return position.endSession(state, now);
        }
        if (!position.isFlat(state)) {
            return leave(state, now);
        }
        return where == 0 && before != 0 ? enter(state, now, before < 0) : UNCHANGED;
    }

    private long enter(State state, double now, boolean isFromBelow) {
        double goal = middle.get(state);
        double width = BasisPoints.PER_UNIT * (upper.get(state) - lower.get(state)) / Math.abs(goal);
        if (!(width >= widthMin.get(state))) {
            return UNCHANGED;
        }
        if (isFromBelow) {
            return now < goal && position.mayGoLong(state)
                    ? position.enterLong(state, strength(state, now), now)
                    : UNCHANGED;
        }
        return now > goal && position.mayGoShort(state)
                ? position.enterShort(state, strength(state, now), now)
                : UNCHANGED;
    }

    private long leave(State state, double now) {
        boolean isLong = position.isLong(state);
        double beyond = isLong ? lower.get(state) - now : now - upper.get(state);
        if (beyond > stop.get(state) * half(state)) {
            return position.leaveFor(state, STOP, strength(state, now), now);
        }
        double goal = middle.get(state);
        return (isLong ? now >= goal : now <= goal) ? position.leave(state, strength(state, now), now) : UNCHANGED;
    }

    private double strength(State state, double now) {
        return Math.abs((now - middle.get(state)) / half(state));
    }

    private double half(State state) {
        return (upper.get(state) - lower.get(state)) / 2;
    }
}
