// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Average true range.
 *
 * @param value the average.
 * @param range the average, as it is remembered.
 */
public record Atr(DoubleOut value, AverageTrueRange range) implements Node {
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
            .create(w ->
                    new Atr(w.doubleOut("value"), AverageTrueRange.of(w, w.candleIn("bar"), w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return range.update(state) ? value.set(state, range.value(state)) : UNCHANGED;
    }
}
