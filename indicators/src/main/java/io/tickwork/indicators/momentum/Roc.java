// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Rate of change.
 *
 * @param source the price.
 * @param value the change in percent.
 * @param ratio the price by the earlier one.
 * @param window the prices up to the earlier one.
 */
public record Roc(DoubleIn source, DoubleOut value, DoubleOut ratio, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("roc")
            .doc(
                    "Rate of change: how far the price has moved since some inputs ago, in percent and as a ratio. Both are"
                            + " 0 when the earlier price was 0.")
            .formula("value = 100 * (x - x[t-period]) / x[t-period]; ratio = x / x[t-period]")
            .source("TA-Lib 0.4.0, ROC and ROCR; ROCP is value / 100, ROCR100 is 100 * ratio")
            .doubleInput("source", "The price.")
            .intParameter("period", 1, 100_000, 10, "How many inputs ago the earlier price was.")
            .doubleOutput("value", "The change in percent of the earlier price.")
            .doubleOutput("ratio", "The price divided by the earlier one.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Roc(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    w.doubleOut("ratio"),
                    w.window("window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isReady = window.isFull(state);
        double price = source.get(state);
        double earlier = window.push(state, price);
        if (!isReady) {
            return UNCHANGED;
        }
        double quotient = price / earlier;
        return value.set(state, PercentChange.of(earlier, price))
                | ratio.set(state, Double.isFinite(quotient) ? quotient : 0.0);
    }
}
