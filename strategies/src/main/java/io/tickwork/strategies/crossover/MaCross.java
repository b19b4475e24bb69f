// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.crossover;

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
 * Crossover of two averages, with the trend of a longer timeframe.
 *
 * @param fast the fast average.
 * @param slow the slow average.
 * @param price the price signals refer to.
 * @param trend the average of a longer timeframe.
 * @param position what is held.
 * @param side on which side of the slow average the fast one was last: 1 above, -1 below, 0 not known yet.
 * @param band how far apart they must be to be on a side, in basis points of the slow one.
 * @param isFiltered whether the graph gives a trend.
 */
public record MaCross(
        DoubleIn fast,
        DoubleIn slow,
        DoubleIn price,
        DoubleIn trend,
        Position position,
        LongVar side,
        DoubleParameter band,
        boolean isFiltered)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("ma-cross")
                            .doc(
                                    "Follows a trend: goes long when a fast average comes to lie above a slow one after having"
                                            + " been below, and short the other way round, turning the position over. With a trend, only"
                                            + " on the side of it that the price is on; a cross against it only ends what is held. Where the"
                                            + " averages stand at first is no signal, and a touch is no crossing. Strength: their distance in"
                                            + " basis points of the slow one. Assumes averages of a price, so not near 0.")
                            .formula(
                                    "above when fast - slow > band / 10000 * |slow|, below when slow - fast is; enter long"
                                            + " when it becomes above and price >= trend, short when it becomes below and price <= trend; else"
                                            + " exit what is held against the cross")
                            .source(
                                    "The crossing: R. D. Donchian's five- and twenty-day averages; band and filter: own rules")
                            .doubleInput("fast", "The fast average.")
                            .doubleInput("slow", "The slow average.")
                            .sampledInput("price", InputKind.DOUBLE, "The price signals refer to.")
                            .sampledOptionalInput(
                                    "trend",
                                    InputKind.DOUBLE,
                                    "An average of a longer timeframe; left out, there is no filter; given, nothing is"
                                            + " entered while it has no value.")
                            .doubleParameter(
                                    "band",
                                    0.0,
                                    BasisPoints.PER_UNIT,
                                    0.0,
                                    "How far beyond the slow average the fast one must be to have crossed it, in basis points.")
                            .mutable(),
                    Position.SECOND_NS)
            .warmUp(p -> 2)
            .create(MaCross::create);

    private static MaCross create(Wiring wiring) {
        return new MaCross(
                wiring.doubleIn("fast"),
                wiring.doubleIn("slow"),
                wiring.doubleIn("price"),
                wiring.doubleIn("trend"),
                Position.of(wiring),
                wiring.longVar("side"),
                wiring.mutableDouble("band"),
                wiring.isGiven("trend"));
    }

    @Override
    public long compute(State state) {
        long crossed = cross(state);
        double close = price.get(state);
        if (position.isSessionOver(state)) {
            return position.endSession(state, close);
        }
        return crossed == 0 ? UNCHANGED : decide(state, crossed > 0, close);
    }

    /** {@return 1 when the fast average came to lie above, -1 when below, 0 when it did not cross} */
    private long cross(State state) {
        double distance = fast.get(state) - slow.get(state);
        double distanceMin = band.get(state) / BasisPoints.PER_UNIT * Math.abs(slow.get(state));
        long before = side.get(state);
        long now = distance > distanceMin ? 1 : distance < -distanceMin ? -1 : before;
        side.set(state, now);
        return before == 0 || now == before ? 0 : now;
    }

    private long decide(State state, boolean isUp, double close) {
        double strength = BasisPoints.between(fast.get(state), slow.get(state));
        if (isUp && position.mayGoLong(state) && (!isFiltered || trend.isValid(state) && close >= trend.get(state))) {
            return position.enterLong(state, strength, close);
        }
        if (!isUp && position.mayGoShort(state) && (!isFiltered || trend.isValid(state) && close <= trend.get(state))) {
            return position.enterShort(state, strength, close);
        }
        boolean isAgainst = isUp ? position.isShort(state) : position.isLong(state);
        return isAgainst ? position.leave(state, strength, close) : UNCHANGED;
    }
}
