// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.PriceChannel;

/**
 * Donchian channel.
 *
 * @param bar the bars.
 * @param upper the highest high.
 * @param middle half way between the two.
 * @param lower the lowest low.
 * @param channel the last bars.
 */
public record Donchian(CandleIn bar, DoubleOut upper, DoubleOut middle, DoubleOut lower, PriceChannel channel)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("donchian")
            .doc("Donchian channel: the highest high and the lowest low of the last bars, the newest included.")
            .formula("upper = max(high[t], ..., high[t-period+1]); lower = min(low[t], ..., low[t-period+1]); middle ="
                    + " (upper + lower) / 2")
            .source("TA-Lib 0.4.0, MAX of the high, MIN of the low, MIDPRICE; R. Donchian")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars are compared.")
            .doubleOutput("upper", "The highest high.")
            .doubleOutput("middle", "The price half way between the two.")
            .doubleOutput("lower", "The lowest low.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Donchian(
                    w.candleIn("bar"),
                    w.doubleOut("upper"),
                    w.doubleOut("middle"),
                    w.doubleOut("lower"),
                    PriceChannel.of(w, "channel", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        channel.update(state, bar);
        if (!channel.isReady(state)) {
            return UNCHANGED;
        }
        return upper.set(state, channel.upper(state))
                | middle.set(state, channel.middle(state))
                | lower.set(state, channel.lower(state));
    }
}
