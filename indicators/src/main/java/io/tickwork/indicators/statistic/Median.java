// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingOrder;

/**
 * Rolling median.
 *
 * @param source what is looked at.
 * @param value the median.
 * @param window the last inputs.
 */
public record Median(DoubleIn source, DoubleOut value, RollingOrder window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rolling-median")
            .doc("The median of the last inputs; of an even number of them, the mean of the two in the middle.")
            .formula("median(x[t], ..., x[t-period+1])")
            .source("Textbook definition")
            .doubleInput("source", "What is sorted.")
            .intParameter("period", 1, 100_000, "How many inputs are sorted.")
            .doubleOutput("value", "The median.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Median(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingOrder.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return window.update(state, source.get(state)) ? value.set(state, window.quantile(state, 0.5)) : UNCHANGED;
    }
}
