// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.indicators.window.RollingSum;

/**
 * Volume-weighted average price of the last trades.
 *
 * @param trade the trades.
 * @param value the average.
 * @param turnover price times size of the last trades.
 * @param volume their sizes.
 */
public record Vwap(TradeIn trade, DoubleOut value, RollingSum turnover, RollingSum volume) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("vwap")
            .doc("Volume-weighted average price of the last trades. No value while all of them have size 0.")
            .formula("sum(price * size) / sum(size) over the last period trades")
            .source("Textbook definition")
            .input("trade", InputKind.TRADE, "The trades.")
            .intParameter("period", 1, 100_000, "How many trades are averaged.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Vwap(
                    w.tradeIn("trade"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "turnover", w.intParameter("period")),
                    RollingSum.of(w, "volume", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        double size = trade.size(state);
        turnover.update(state, trade.price(state) * size);
        volume.update(state, size);
        if (!volume.isReady(state)) {
            return UNCHANGED;
        }
        double total = volume.sum(state);
        return total == 0.0 ? value.withdraw() : value.set(state, turnover.sum(state) / total);
    }
}
