// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.breakout;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingExtreme;
import java.util.List;

/**
 * Breakout from a Donchian channel.
 *
 * @param bar the bars.
 * @param signal the signals.
 * @param position 1 long, -1 short, 0 flat, had all signals been followed.
 * @param entryHigh the upper bound for entries.
 * @param entryLow the lower bound for entries.
 * @param exitHigh the upper bound for exits.
 * @param exitLow the lower bound for exits.
 */
public record DonchianBreakout(
        CandleIn bar,
        SignalOut signal,
        LongVar position,
        RollingExtreme entryHigh,
        RollingExtreme entryLow,
        RollingExtreme exitHigh,
        RollingExtreme exitLow)
        implements Node {
    private static final double BASIS_POINTS = 10_000.0;
    private static final int ENTER_LONG = 0;
    private static final int ENTER_SHORT = 1;
    private static final int EXIT_LONG = 2;
    private static final int EXIT_SHORT = 3;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("donchian-breakout")
            .doc(
                    "Follows a trend: enters when a bar closes beyond the range of the bars before it, leaves when one closes"
                            + " beyond the opposite bound of a shorter range. A breakout to the other side turns the position"
                            + " over at once, with an entry as its only signal. Strength: how far beyond the bound the bar"
                            + " closed, in basis points of the bound. Assumes positive prices and that a signal is followed at"
                            + " about the close.")
            .formula("enter long when close > max(high[t-1], ..., high[t-period]); exit long when close < min(low[t-1],"
                    + " ..., low[t-exit-period]); short likewise the other way round")
            .source("R. Donchian's four-week rule; the shorter range for exits from the Turtle rules")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars before this one are the range for entries.")
            .intParameter("exit-period", 1, 100_000, 10, "How many are the range for exits; not more than period.")
            .check(DonchianBreakout::check)
            .signalOutput(
                    "signal",
                    List.of("enter-long", "enter-short", "exit-long", "exit-short"),
                    "One signal for each change of position.")
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
                wiring.signalOut("signal"),
                wiring.longVar("position"),
                RollingExtreme.highest(wiring, "entry-high", period),
                RollingExtreme.lowest(wiring, "entry-low", period),
                RollingExtreme.highest(wiring, "exit-high", exitPeriod),
                RollingExtreme.lowest(wiring, "exit-low", exitPeriod));
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
        long held = position.get(state);
        if (held <= 0 && close > entryHigh.value(state)) {
            return move(state, 1, Side.BUY, entryHigh.value(state), ENTER_LONG);
        }
        if (held >= 0 && close < entryLow.value(state)) {
            return move(state, -1, Side.SELL, entryLow.value(state), ENTER_SHORT);
        }
        if (held > 0 && close < exitLow.value(state)) {
            return move(state, 0, Side.SELL, exitLow.value(state), EXIT_LONG);
        }
        if (held < 0 && close > exitHigh.value(state)) {
            return move(state, 0, Side.BUY, exitHigh.value(state), EXIT_SHORT);
        }
        return UNCHANGED;
    }

    private long move(State state, long to, Side side, double bound, int reason) {
        position.set(state, to);
        double close = bar.close(state);
        return signal.emit(state, side, BASIS_POINTS * Math.abs(close - bound) / Math.abs(bound), close, reason);
    }
}
