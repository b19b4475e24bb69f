// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingSum;

/**
 * Ultimate oscillator.
 *
 * @param bar the bars.
 * @param value the oscillator.
 * @param fast the shortest window.
 * @param middle the one between.
 * @param slow the longest one.
 * @param previousClose of the bar before.
 */
public record UltimateOscillator(
        CandleIn bar, DoubleOut value, Pressure fast, Pressure middle, Pressure slow, DoubleWindow previousClose)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("ultimate-oscillator")
            .doc("Ultimate oscillator, 0 to 100: the share of buying pressure in the true range over three windows,"
                    + " weighed 4 to 2 to 1. A window in which the price has not moved counts as 0.")
            .formula("low = min(low, close[t-1]); pressure = close - low; range = max(high, close[t-1]) - low; share ="
                    + " sum(pressure) / sum(range); 100 * (4 * share(fast) + 2 * share(middle) + share(slow)) / 7")
            .source("TA-Lib 0.4.0, ULTOSC; L. Williams, The Ultimate Oscillator, 1985")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("fast", 1, 100_000, 7, "How many bars are in the shortest window.")
            .intParameter("middle", 1, 100_000, 14, "How many are in the one between, not less than in the shortest.")
            .intParameter("slow", 1, 100_000, 28, "How many are in the longest one, not less than in the one between.")
            .check(UltimateOscillator::check)
            .doubleOutput("value", "The oscillator, 0 to 100.")
            .warmUp(p -> p.intValue("slow") + 1)
            .create(w -> new UltimateOscillator(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    Pressure.of(w, "fast"),
                    Pressure.of(w, "middle"),
                    Pressure.of(w, "slow"),
                    w.window("previous-close", 1)));

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") <= parameters.intValue("middle")
                        && parameters.intValue("middle") <= parameters.intValue("slow")
                ? null
                : "fast must not be greater than middle, nor middle than slow";
    }

    /**
     * Buying pressure and true range of a window.
     *
     * @param pressure how far the close lies above the true low.
     * @param range from the true low to the true high.
     */
    record Pressure(RollingSum pressure, RollingSum range) {
        static Pressure of(Wiring wiring, String name) {
            int period = wiring.intParameter(name);
            return new Pressure(
                    RollingSum.of(wiring, name + ".pressure", period), RollingSum.of(wiring, name + ".range", period));
        }

        void update(State state, double barPressure, double barRange) {
            pressure.update(state, barPressure);
            range.update(state, barRange);
        }

        double share(State state) {
            double all = range.sum(state);
            return all == 0.0 ? 0.0 : pressure.sum(state) / all;
        }
    }

    @Override
    public long compute(State state) {
        double close = bar.close(state);
        boolean isFirst = !previousClose.isFull(state);
        double before = previousClose.push(state, close);
        if (isFirst) {
            return UNCHANGED;
        }
        double low = Math.min(bar.low(state), before);
        double range = Math.max(bar.high(state), before) - low;
        fast.update(state, close - low, range);
        middle.update(state, close - low, range);
        slow.update(state, close - low, range);
        return slow.range().isReady(state)
                ? value.set(
                        state,
                        100.0 * ((4.0 * fast.share(state) + 2.0 * middle.share(state) + slow.share(state)) / 7.0))
                : UNCHANGED;
    }
}
