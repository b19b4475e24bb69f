// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Slow stochastic oscillator.
 *
 * @param bar the bars.
 * @param k the smoothed place of the close.
 * @param d its mean.
 * @param range of the last bars.
 * @param slowK the last places of the close.
 * @param slowD the last values of k.
 */
public record Stochastic(CandleIn bar, DoubleOut k, DoubleOut d, PriceRange range, RollingSum slowK, RollingSum slowD)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("stochastic")
            .doc("Slow stochastic oscillator, 0 to 100: where the close lies in the range of the last bars, smoothed"
                    + " twice. A range without width counts as 0. Both outputs begin together.")
            .formula("place = 100 * (close - lowest) / (highest - lowest) over fast-k bars; k = SMA(place, slow-k);"
                    + " d = SMA(k, slow-d)")
            .source("TA-Lib 0.4.0, STOCH with simple moving averages; G. C. Lane, Lane's Stochastics, 1984")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("fast-k", 1, 100_000, 14, "How many bars the range is over.")
            .intParameter("slow-k", 1, 100_000, 3, "How many places of the close k is the mean of.")
            .intParameter("slow-d", 1, 100_000, 3, "How many values of k d is the mean of.")
            .doubleOutput("k", "The smoothed place of the close, 0 to 100.")
            .doubleOutput("d", "The mean of the last values of k.")
            .warmUp(p -> p.intValue("fast-k") + p.intValue("slow-k") + p.intValue("slow-d") - 2)
            .create(w -> new Stochastic(
                    w.candleIn("bar"),
                    w.doubleOut("k"),
                    w.doubleOut("d"),
                    PriceRange.of(w, w.intParameter("fast-k")),
                    RollingSum.of(w, "slow-k", w.intParameter("slow-k")),
                    RollingSum.of(w, "slow-d", w.intParameter("slow-d"))));

    @Override
    public long compute(State state) {
        if (!range.update(state, bar.high(state), bar.low(state))) {
            return UNCHANGED;
        }
        slowK.update(state, range.percent(state, bar.close(state)));
        if (!slowK.isReady(state)) {
            return UNCHANGED;
        }
        double smoothed = slowK.mean(state);
        slowD.update(state, smoothed);
        return slowD.isReady(state) ? k.set(state, smoothed) | d.set(state, slowD.mean(state)) : UNCHANGED;
    }
}
