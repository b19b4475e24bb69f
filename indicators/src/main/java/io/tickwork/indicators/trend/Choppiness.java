// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.volatility.TrueRanges;
import io.tickwork.indicators.window.PriceChannel;
import io.tickwork.indicators.window.RollingSum;

/**
 * Choppiness index.
 *
 * @param bar the bars.
 * @param value the index.
 * @param ranges true ranges.
 * @param way the last true ranges.
 * @param channel the last bars.
 * @param scale what the logarithm is multiplied by.
 */
public record Choppiness(
        CandleIn bar, DoubleOut value, TrueRanges ranges, RollingSum way, PriceChannel channel, double scale)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("choppiness")
            .doc("Choppiness index: near 100 when the price goes to and fro, near 0 when it goes one way. A gap before"
                    + " the last bars can bring it above 100. No value while the last bars have no range.")
            .formula("100 * log10(sum(true range) / (highest high - lowest low)) / log10(period) over the last period"
                    + " bars")
            .source("E. W. Dreiss")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars it is over.")
            .doubleOutput("value", "The index.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Choppiness::create);

    private static Choppiness create(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        int period = wiring.intParameter("period");
        return new Choppiness(
                bar,
                wiring.doubleOut("value"),
                TrueRanges.of(wiring, bar, "range"),
                RollingSum.of(wiring, "way", period),
                PriceChannel.of(wiring, "channel", period),
                100.0 / StrictMath.log10(period));
    }

    @Override
    public long compute(State state) {
        channel.update(state, bar);
        if (!ranges.update(state)) {
            return UNCHANGED;
        }
        way.update(state, ranges.value(state));
        if (!way.isReady(state)) {
            return UNCHANGED;
        }
        double distance = channel.upper(state) - channel.lower(state);
        return value.setIfFinite(state, scale * StrictMath.log10(way.sum(state) / distance));
    }
}
