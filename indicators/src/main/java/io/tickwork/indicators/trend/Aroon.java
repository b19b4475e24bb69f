// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.PriceChannel;

/**
 * Aroon.
 *
 * @param bar the bars.
 * @param up how recent the highest high is.
 * @param down how recent the lowest low is.
 * @param channel the last bars.
 * @param period over how many bars after the first of them it falls from 100 to 0.
 */
public record Aroon(CandleIn bar, DoubleOut up, DoubleOut down, PriceChannel channel, int period) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("aroon")
            .doc("Aroon, 0 to 100: how recent the highest high and the lowest low of the last period + 1 bars are. Of"
                    + " equal ones the newest counts.")
            .formula("up = 100 * (period - bars since the highest high) / period; down likewise of the lowest low")
            .source("TA-Lib 0.4.0, AROON; T. Chande, 1995")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars it looks back from the newest.")
            .doubleOutput("up", "100 when the newest bar has the highest high, 0 when the oldest has.")
            .doubleOutput("down", "100 when the newest bar has the lowest low, 0 when the oldest has.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Aroon(
                    w.candleIn("bar"),
                    w.doubleOut("up"),
                    w.doubleOut("down"),
                    PriceChannel.of(w, "channel", w.intParameter("period") + 1),
                    w.intParameter("period")));

    @Override
    public long compute(State state) {
        channel.update(state, bar);
        if (!channel.isReady(state)) {
            return UNCHANGED;
        }
        return up.set(state, recency(channel.high().age(state)))
                | down.set(state, recency(channel.low().age(state)));
    }

    private double recency(int age) {
        return 100.0 * (period - age) / period;
    }
}
