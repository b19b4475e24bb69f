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
 * Aroon oscillator.
 *
 * @param bar the bars.
 * @param value the oscillator.
 * @param channel the last bars.
 * @param period how many bars it looks back.
 */
public record AroonOscillator(CandleIn bar, DoubleOut value, PriceChannel channel, int period) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("aroon-oscillator")
            .doc("Aroon oscillator, -100 to 100: above 0 when the highest high of the last period + 1 bars is more"
                    + " recent than the lowest low. Of equal ones the newest counts.")
            .formula("aroon.up - aroon.down")
            .source("TA-Lib 0.4.0, AROONOSC; T. Chande, 1995")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars it looks back from the newest.")
            .doubleOutput("value", "The oscillator, -100 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new AroonOscillator(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    PriceChannel.of(w, "channel", w.intParameter("period") + 1),
                    w.intParameter("period")));

    @Override
    public long compute(State state) {
        channel.update(state, bar);
        if (!channel.isReady(state)) {
            return UNCHANGED;
        }
        return value.set(
                state, 100.0 * (channel.low().age(state) - channel.high().age(state)) / period);
    }
}
