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
 * Fast stochastic oscillator.
 *
 * @param bar the bars.
 * @param k the place of the close.
 * @param d its mean.
 * @param range of the last bars.
 * @param fastD the last values of k.
 */
public record StochasticFast(CandleIn bar, DoubleOut k, DoubleOut d, PriceRange range, RollingSum fastD)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("stoch-fast")
            .doc(
                    "Fast stochastic oscillator, 0 to 100: where the close lies in the range of the last bars. 0 in a range"
                            + " without width. Both outputs begin together.")
            .formula("k = 100 * (close - lowest) / (highest - lowest) over fast-k bars; d = SMA(k, fast-d)")
            .source("TA-Lib 0.4.0, STOCHF with a simple moving average; G. C. Lane, Lane's Stochastics, 1984")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("fast-k", 1, 100_000, 14, "How many bars the range is over.")
            .intParameter("fast-d", 1, 100_000, 3, "How many values of k d is the mean of.")
            .doubleOutput("k", "The place of the close, 0 to 100.")
            .doubleOutput("d", "The mean of the last values of k.")
            .warmUp(p -> p.intValue("fast-k") + p.intValue("fast-d") - 1)
            .create(w -> new StochasticFast(
                    w.candleIn("bar"),
                    w.doubleOut("k"),
                    w.doubleOut("d"),
                    PriceRange.of(w, w.intParameter("fast-k")),
                    RollingSum.of(w, "fast-d", w.intParameter("fast-d"))));

    @Override
    public long compute(State state) {
        if (!range.update(state, bar.high(state), bar.low(state))) {
            return UNCHANGED;
        }
        double place = range.percent(state, bar.close(state));
        fastD.update(state, place);
        return fastD.isReady(state) ? k.set(state, place) | d.set(state, fastD.mean(state)) : UNCHANGED;
    }
}
