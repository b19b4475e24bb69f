// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.breakout;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingExtreme;
import io.tickwork.strategies.position.BasisPoints;
import io.tickwork.strategies.position.Position;

/**
 * Breakout from a Donchian channel.
 *
 * @param bar the bars.
 * @param atr the average true range.
 * @param position what is held.
 * @param entryHigh the upper bound for entries.
 * @param entryLow the lower bound for entries.
 * @param exitHigh the upper bound for exits.
 * @param exitLow the lower bound for exits.
 * @param stopPrice where the position that is held stops.
 * @param stopRoom how far that is from its entry; 0 when it has no stop.
 * @param buffer how far beyond the bound to enter, in average true ranges.
 * @param stop how far from the entry to stop, in average true ranges.
 */
public record DonchianBreakout(
        CandleIn bar,
        DoubleIn atr,
        Position position,
        RollingExtreme entryHigh,
        RollingExtreme entryLow,
        RollingExtreme exitHigh,
        RollingExtreme exitLow,
        DoubleVar stopPrice,
        DoubleVar stopRoom,
        DoubleParameter buffer,
        DoubleParameter stop)
        implements Node {
    private static final int STOP = Position.OWN_REASONS;
    private static final double RANGES_MAX = 100.0;

    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("donchian-breakout")
                            .doc(
                                    "Follows a trend: enters when a bar closes beyond the range of the bars before it, leaves when one"
                                            + " closes beyond the opposite bound of a shorter range, or further from the entry than its stop. A"
                                            + " breakout to the other side turns the position over. Strength: how far beyond the bound, or the"
                                            + " stop, the bar closed, in basis points of it. Assumes positive prices.")
                            .formula(
                                    "enter long when close > max(high[t-1], ..., high[t-period]) + buffer * atr; exit long when"
                                            + " close < min(low[t-1], ..., low[t-exit-period]), stop it when close < entry - stop * atr at"
                                            + " the entry; short likewise the other way round")
                            .source(
                                    "R. Donchian's four-week rule; the shorter range for exits, and a stop of two ranges, from the"
                                            + " Turtle rules")
                            .input("bar", InputKind.CANDLE, "The bars.")
                            .sampledOptionalInput(
                                    "atr",
                                    InputKind.DOUBLE,
                                    "The average true range, which buffer and stop are measured in; while one of them is not 0 and"
                                            + " this has no value, nothing is entered.")
                            .intParameter(
                                    "period",
                                    1,
                                    100_000,
                                    20,
                                    "How many bars before this one are the range for entries.")
                            .intParameter(
                                    "exit-period",
                                    1,
                                    100_000,
                                    10,
                                    "How many are the range for exits; not more than period.")
                            .doubleParameter(
                                    "buffer",
                                    0.0,
                                    RANGES_MAX,
                                    0.0,
                                    "How far beyond the range a close must be to enter, in average true ranges.")
                            .mutable()
                            .doubleParameter(
                                    "stop",
                                    0.0,
                                    RANGES_MAX,
                                    0.0,
                                    "How far from the entry a close stops the position, in average true ranges; 0 for no stop;"
                                            + " a change is for the entries to come.")
                            .mutable(),
                    Position.SECOND_NS,
                    "stop")
            .check(DonchianBreakout::check)
            .warmUp(p -> p.intValue("period") + 1)
            .create(DonchianBreakout::create);

    private static String check(Parameters parameters) {
        return parameters.intValue("exit-period") <= parameters.intValue("period")
                ? null
                : "exit-period must not be greater than period";
    }

    private static DonchianBreakout create(Wiring wiring) {
        int period = wiring.intParameter("period");
        int exitPeriod = wiring.intParameter("exit-period");
        return new DonchianBreakout(
                wiring.candleIn("bar"),
                wiring.doubleIn("atr"),
                Position.of(wiring),
                RollingExtreme.highest(wiring, "entry-high", period),
                RollingExtreme.lowest(wiring, "entry-low", period),
                RollingExtreme.highest(wiring, "exit-high", exitPeriod),
                RollingExtreme.lowest(wiring, "exit-low", exitPeriod),
                wiring.doubleVar("stop-price"),
                wiring.doubleVar("stop-room"),
                wiring.mutableDouble("buffer"),
                wiring.mutableDouble("stop"));
    }

    @Override
    public long compute(State state) {
        long outcome = entryHigh.isReady(state) ? decide(state) : UNCHANGED;
        double high = bar.high(state);
        double low = bar.low(state);
        entryHigh.update(state, high);
        entryLow.update(state, low);
        exitHigh.update(state, high);
        exitLow.update(state, low);
        return outcome;
    }

    private long decide(State state) {
        double close = bar.close(state);
        if (position.isSessionOver(state)) {
            return position.endSession(state, close);
        }
        double room = ranges(state, buffer.get(state));
        if (close > entryHigh.value(state) + room && position.mayGoLong(state)) {
            return enter(state, 1, close);
        }
        if (close < entryLow.value(state) - room && position.mayGoShort(state)) {
            return enter(state, -1, close);
        }
        return position.isFlat(state) ? UNCHANGED : leave(state, close);
    }

    /** {@return so many average true ranges; NaN, with which no comparison holds, while they are not known} */
    private double ranges(State state, double count) {
        return count == 0.0 ? 0.0 : atr.isValid(state) ? count * atr.get(state) : Double.NaN;
    }

    private long enter(State state, int direction, double close) {
        double room = ranges(state, stop.get(state));
        if (Double.isNaN(room)) {
            // A position without the stop it should have is not entered; one that the breakout is against is left.
            return position.isFlat(state) ? UNCHANGED : leave(state, close);
        }
        stopRoom.set(state, room);
        stopPrice.set(state, close - direction * room);
        return direction > 0
                ? position.enterLong(state, BasisPoints.between(close, entryHigh.value(state)), close)
                : position.enterShort(state, BasisPoints.between(close, entryLow.value(state)), close);
    }

    private long leave(State state, double close) {
        boolean isLong = position.isLong(state);
        double stopAt = stopPrice.get(state);
        if (stopRoom.get(state) > 0.0 && (isLong ? close < stopAt : close > stopAt)) {
            return position.leaveFor(state, STOP, BasisPoints.between(close, stopAt), close);
        }
        double bound = isLong ? exitLow.value(state) : exitHigh.value(state);
        return (isLong ? close < bound : close > bound)
                ? position.leave(state, BasisPoints.between(close, bound), close)
                : UNCHANGED;
    }
}
