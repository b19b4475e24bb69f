// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Supertrend.
 *
 * @param bar the bars.
 * @param value the band in force.
 * @param direction 1 or -1.
 * @param range the average true range.
 * @param k from the middle of a bar to each band, in average true ranges.
 * @param upper the band above, which only falls until a close is above it.
 * @param lower the band below, which only rises until a close is below it.
 * @param previousClose of the bar before.
 * @param trend 1 or -1 as of the bar before, 0 before there are bands.
 */
public record Supertrend(
        CandleIn bar,
        DoubleOut value,
        DoubleOut direction,
        AverageTrueRange range,
        double k,
        DoubleVar upper,
        DoubleVar lower,
        DoubleVar previousClose,
        DoubleVar trend)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("supertrend")
            .doc("Supertrend: a band below the price while it rises and above it while it falls, which only follows the"
                    + " price and changes sides when a close is beyond it. It begins as falling.")
            .formula("middle = (high + low) / 2; upper = middle + k * ATR, but not above upper[t-1] unless close[t-1] >"
                    + " upper[t-1]; lower = middle - k * ATR, but not below lower[t-1] unless close[t-1] < lower[t-1];"
                    + " direction turns to 1 when close > upper, to -1 when close < lower; value = lower while 1, upper"
                    + " while -1")
            .source("O. Seban")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 10, "Period of the average true range.")
            .doubleParameter("k", 0.01, 100.0, 3.0, "Average true ranges from the middle of a bar to each band.")
            .doubleOutput("value", "The band in force: the lower one while rising, the upper one while falling.")
            .doubleOutput("direction", "1 while rising, -1 while falling.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Supertrend::create);

    private static Supertrend create(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        return new Supertrend(
                bar,
                wiring.doubleOut("value"),
                wiring.doubleOut("direction"),
                AverageTrueRange.of(wiring, bar, wiring.intParameter("period")),
                wiring.doubleParameter("k"),
                wiring.doubleVar("upper"),
                wiring.doubleVar("lower"),
                wiring.doubleVar("previous-close"),
                wiring.doubleVar("trend"));
    }

    @Override
    public long compute(State state) {
        if (!range.update(state)) {
            return UNCHANGED;
        }
        double middle = bar.high(state) / 2 + bar.low(state) / 2;
        double reach = k * range.value(state);
        moveBands(state, middle + reach, middle - reach);
        double close = bar.close(state);
        previousClose.set(state, close);
        double rising = turned(state, close);
        trend.set(state, rising);
        return value.set(state, rising > 0 ? lower.get(state) : upper.get(state)) | direction.set(state, rising);
    }

    private void moveBands(State state, double above, double below) {
        double close = previousClose.get(state);
        boolean isFirst = trend.get(state) == 0;
        if (isFirst || above < upper.get(state) || close > upper.get(state)) {
            upper.set(state, above);
        }
        if (isFirst || below > lower.get(state) || close < lower.get(state)) {
            lower.set(state, below);
        }
    }

    private double turned(State state, double close) {
        double before = trend.get(state);
        if (before > 0) {
            return close < lower.get(state) ? -1.0 : 1.0;
        }
        return before < 0 && close > upper.get(state) ? 1.0 : -1.0;
    }
}
