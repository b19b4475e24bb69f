// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingLine;

/**
 * Weighted moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param window the last inputs.
 */
public record Wma(DoubleIn source, DoubleOut value, RollingLine window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("wma")
            .doc("Weighted moving average: the weights of the last inputs rise evenly from the oldest to the newest.")
            .formula("(period * x[t] + (period-1) * x[t-1] + ... + 1 * x[t-period+1]) / (period * (period+1) / 2)")
            .source("TA-Lib 0.4.0, WMA")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs are averaged.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Wma(
                    w.doubleIn("source"), w.doubleOut("value"), RollingLine.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return window.update(state, source.get(state)) ? value.set(state, window.weightedMean(state)) : UNCHANGED;
    }
}
