// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Average true range.
 *
 * @param bar the bars.
 * @param value the average.
 * @param range the average, as it is remembered.
 * @param previousClose of the bar before.
 * @param started 1 once there is one.
 */
public record Atr(CandleIn bar, DoubleOut value, ExponentialAverage range, DoubleVar previousClose, LongVar started)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("atr")
            .doc("Average true range: how far the price swings in a bar, the gap from the bar before included, smoothed"
                    + " by Wilder. In units of the price.")
            .formula("range = max(high, close[t-1]) - min(low, close[t-1]); v += (range - v) / period; seeded with the"
                    + " mean of the first period ranges")
            .source("TA-Lib 0.4.0, ATR; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 14, "How many ranges make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Atr(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    ExponentialAverage.wilder(w, "range", w.intParameter("period")),
                    w.doubleVar("previous-close"),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        double gapFrom = previousClose.get(state);
        previousClose.set(state, bar.close(state));
        if (started.get(state) == 0) {
            started.set(state, 1);
            return UNCHANGED;
        }
        range.update(state, Math.max(bar.high(state), gapFrom) - Math.min(bar.low(state), gapFrom));
        return range.isReady(state) ? value.set(state, range.value(state)) : UNCHANGED;
    }
}
