// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.orderflow;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingExtreme;
import io.tickwork.strategies.position.BasisPoints;
import io.tickwork.strategies.position.Position;

/**
 * Sweep of a recent high or low, absorption, and return.
 *
 * @param bar the bars.
 * @param isNewBar whether a bar is a reason for a run.
 * @param absorbed whether there is absorption.
 * @param side who absorbs.
 * @param delta what buyers took less what sellers did in the bar.
 * @param position what is held.
 * @param high the level above.
 * @param low the level below.
 * @param below the hunt below the price.
 * @param above the hunt above the price.
 * @param absorbers who absorbed since the bar before closed: the sum of {@link #BUYERS} and {@link #SELLERS}.
 * @param entryPrice where the position was entered.
 * @param stopPrice where it stops.
 * @param deltaMin how much delta in favour of the entry it takes.
 * @param reward where to leave, in distances from the entry to the stop.
 * @param holdNs how long to hold a position.
 * @param within how many bars after a sweep it is forgotten.
 */
public record LiquidityHunt(
        CandleIn bar,
        TriggeredBy isNewBar,
        BooleanIn absorbed,
        LongIn side,
        DoubleIn delta,
        Position position,
        RollingExtreme high,
        RollingExtreme low,
        Hunt below,
        Hunt above,
        LongVar absorbers,
        DoubleVar entryPrice,
        DoubleVar stopPrice,
        DoubleParameter deltaMin,
        DoubleParameter reward,
        LongParameter holdNs,
        int within)
        implements Node {
    private static final int STOP = Position.OWN_REASONS;
    private static final int TIME = Position.OWN_REASONS + 1;
    private static final long BUYERS = 1;
    private static final long SELLERS = 2;
    private static final double VOLUME_MAX = 1e12;
    private static final double REWARD_MIN = 0.1;
    private static final double REWARD_MAX = 100.0;

    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("liquidity-hunt")
                            .doc(
                                    "Bets against a false break: a bar trades beyond a recent low, sellers are absorbed in it or soon"
                                            + " after, and a bar closes above the level again with buyers ahead; then it goes long, and at a"
                                            + " recent high likewise short. The stop lies where the sweep ended. A success on the other side"
                                            + " turns the position over. Strength: how far beyond the level the sweep went, in basis points of"
                                            + " the level; of an exit, how far the close is from the entry, in basis points of that.")
                            .formula(
                                    "sweep when low < min(low[t-1], ..., low[t-period]) = level; extreme = the lowest low since;"
                                            + " absorbed when buyers absorbed in a bar since; enter long when absorbed and close > level"
                                            + " and delta >= delta-min, at most within bars after the sweep; stop when close < extreme; exit"
                                            + " when close >= entry + reward * (entry - extreme); time when held for hold; short likewise the"
                                            + " other way round, with sellers that absorbed and delta with the other sign")
                            .source("Own rule; the false break: R. D. Wyckoff's spring and upthrust")
                            .input("bar", InputKind.CANDLE, "The bars.")
                            .input(
                                    "absorbed",
                                    InputKind.BOOLEAN,
                                    "Whether there is absorption; true at any time of a bar, it is absorption of that bar.")
                            .sampledInput(
                                    "side",
                                    InputKind.LONG,
                                    "Who absorbs: 1 resting buyers, who take what sellers give, 2 resting sellers.")
                            .sampledInput(
                                    "delta",
                                    InputKind.DOUBLE,
                                    "The volume that buyers crossed the spread for in the bar, less that of sellers.")
                            .intParameter("period", 1, 100_000, 20, "How many bars before this one have the levels.")
                            .intParameter(
                                    "within",
                                    0,
                                    10_000,
                                    3,
                                    "How many bars after that of the sweep the return may come; 0 for in that bar only.")
                            .doubleParameter(
                                    "delta-min",
                                    -VOLUME_MAX,
                                    VOLUME_MAX,
                                    0.0,
                                    "The least delta in favour of the entry that the bar of the return must have.")
                            .mutable()
                            .doubleParameter(
                                    "reward",
                                    REWARD_MIN,
                                    REWARD_MAX,
                                    2.0,
                                    "How far from the entry to leave with a gain, in distances from the entry to the stop.")
                            .mutable()
                            .durationParameter(
                                    "hold",
                                    Position.SECOND_NS,
                                    10_080 * Position.MINUTE_NS,
                                    60 * Position.MINUTE_NS,
                                    "How long to hold a position at most, in the time of the cycles.")
                            .mutable(),
                    Position.MINUTE_NS,
                    "stop",
                    "time")
            .warmUp(p -> p.intValue("period") + 1)
            .create(LiquidityHunt::create);

    private static LiquidityHunt create(Wiring wiring) {
        int period = wiring.intParameter("period");
        return new LiquidityHunt(
                wiring.candleIn("bar"),
                wiring.triggeredBy("bar"),
                wiring.booleanIn("absorbed"),
                wiring.longIn("side"),
                wiring.doubleIn("delta"),
                Position.of(wiring),
                RollingExtreme.highest(wiring, "high", period),
                RollingExtreme.lowest(wiring, "low", period),
                Hunt.of(wiring, "below", 1),
                Hunt.of(wiring, "above", -1),
                wiring.longVar("absorbers"),
                wiring.doubleVar("entry-price"),
                wiring.doubleVar("stop-price"),
                wiring.mutableDouble("delta-min"),
                wiring.mutableDouble("reward"),
                wiring.mutableLong("hold"),
                wiring.intParameter("within"));
    }

    @Override
    public long compute(State state) {
        if (absorbed.get(state)) {
            absorbers.set(state, absorbers.get(state) | side.get(state));
        }
        return isNewBar.test(state) ? close(state) : UNCHANGED;
    }

    private long close(State state) {
        long outcome = UNCHANGED;
        if (low.isReady(state)) {
            below.sweep(state, low.value(state), bar.low(state), within);
            above.sweep(state, high.value(state), bar.high(state), within);
            outcome = decide(state);
        }
        high.update(state, bar.high(state));
        low.update(state, bar.low(state));
        absorbers.set(state, 0);
        return outcome;
    }

    private long decide(State state) {
        double close = bar.close(state);
        boolean isBought = isOver(state, below, BUYERS, close);
        boolean isSold = isOver(state, above, SELLERS, close);
        if (position.isSessionOver(state)) {
            return position.endSession(state, close);
        }
        if (isBought && position.mayGoLong(state)) {
            return enter(state, below, close);
        }
        if (isSold && position.mayGoShort(state)) {
            return enter(state, above, close);
        }
        return position.isFlat(state) ? UNCHANGED : leave(state, close);
    }

    private boolean isOver(State state, Hunt hunt, long absorber, double close) {
        boolean isTurned = hunt.sign() * delta.get(state) >= deltaMin.get(state);
        return hunt.isOver(state, (absorbers.get(state) & absorber) != 0, isTurned, close);
    }

    private long enter(State state, Hunt hunt, double close) {
        double reach = hunt.extreme().get(state);
        double strength = BasisPoints.between(reach, hunt.level().get(state));
        entryPrice.set(state, close);
        stopPrice.set(state, reach);
        return hunt.sign() > 0
                ? position.enterLong(state, strength, close)
                : position.enterShort(state, strength, close);
    }

    private long leave(State state, double close) {
        int sign = position.isLong(state) ? 1 : -1;
        double entry = entryPrice.get(state);
        double stopAt = stopPrice.get(state);
        double strength = BasisPoints.between(close, entry);
        if (sign * close < sign * stopAt) {
            return position.leaveFor(state, STOP, strength, close);
        }
        if (sign * (close - entry) >= reward.get(state) * Math.abs(entry - stopAt)) {
            return position.leave(state, strength, close);
        }
        return position.heldNs(state) >= holdNs.get(state)
                ? position.leaveFor(state, TIME, strength, close)
                : UNCHANGED;
    }
}
