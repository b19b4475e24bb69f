// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Momentum.
 *
 * @param source the price.
 * @param value the change.
 * @param window the prices up to the earlier one.
 */
public record Momentum(DoubleIn source, DoubleOut value, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("momentum")
            .doc("Momentum: how far the price has moved since some inputs ago, in units of the price.")
            .formula("x - x[t-period]")
            .source("TA-Lib 0.4.0, MOM")
            .doubleInput("source", "The price.")
            .intParameter("period", 1, 100_000, 10, "How many inputs ago the earlier price was.")
            .doubleOutput("value", "The price less the earlier one.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Momentum(
                    w.doubleIn("source"), w.doubleOut("value"), w.window("window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isReady = window.isFull(state);
        double price = source.get(state);
        double earlier = window.push(state, price);
        return isReady ? value.set(state, price - earlier) : UNCHANGED;
    }
}
