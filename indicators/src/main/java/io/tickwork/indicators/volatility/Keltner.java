// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Keltner channel.
 *
 * @param bar the bars.
 * @param upper the upper band.
 * @param middle the average of the close.
 * @param lower the lower band.
 * @param average the same, as it is remembered.
 * @param range the average true range.
 * @param k half the distance of the bands, in average true ranges.
 */
public record Keltner(
        CandleIn bar,
        DoubleOut upper,
        DoubleOut middle,
        DoubleOut lower,
        ExponentialAverage average,
        AverageTrueRange range,
        double k)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("keltner")
            .doc("Keltner channel: an exponential average of the close, and a number of average true ranges above and"
                    + " below it. The three outputs begin together.")
            .formula("middle = EMA(close, period); upper, lower = middle +- k * ATR(atr)")
            .source("C. W. Keltner, How to Make Money in Commodities, 1960, in the form of L. B. Raschke")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 20, "Period of the average of the close.")
            .intParameter("atr", 1, 100_000, 10, "Period of the average true range.")
            .doubleParameter("k", 0.01, 100.0, 2.0, "Average true ranges from the middle to each band.")
            .doubleOutput("upper", "The upper band.")
            .doubleOutput("middle", "The average of the close.")
            .doubleOutput("lower", "The lower band.")
            .warmUp(p -> Math.max(p.intValue("period"), p.intValue("atr") + 1))
            .create(Keltner::create);

    private static Keltner create(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        return new Keltner(
                bar,
                wiring.doubleOut("upper"),
                wiring.doubleOut("middle"),
                wiring.doubleOut("lower"),
                ExponentialAverage.ofPeriod(wiring, "average", wiring.intParameter("period")),
                AverageTrueRange.of(wiring, bar, wiring.intParameter("atr")),
                wiring.doubleParameter("k"));
    }

    @Override
    public long compute(State state) {
        average.update(state, bar.close(state));
        if (!range.update(state) || !average.isReady(state)) {
            return UNCHANGED;
        }
        double mean = average.value(state);
        double reach = k * range.value(state);
        return upper.set(state, mean + reach) | middle.set(state, mean) | lower.set(state, mean - reach);
    }
}
