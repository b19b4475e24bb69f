// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingLine;

/**
 * Least squares moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param line the line through the last inputs.
 */
public record Lsma(DoubleIn source, DoubleOut value, RollingLine line) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("lsma")
            .doc("Least squares moving average: where the straight line that fits the last inputs best is at the newest"
                    + " one. The value of linear-regression, for less work.")
            .formula("mean + slope * (period-1) / 2; slope = cov(i, x) / var(i) for i = 0 ... period-1, oldest first")
            .source("TA-Lib 0.4.0, LINEARREG")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs the line is fitted to.")
            .doubleOutput("value", "The line at the newest input.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Lsma(
                    w.doubleIn("source"), w.doubleOut("value"), RollingLine.of(w, "line", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        if (!line.update(state, source.get(state))) {
            return UNCHANGED;
        }
        double reach = (line.window().capacity() - 1) / 2.0;
        return value.set(state, line.mean(state) + reach * line.slope(state));
    }
}
