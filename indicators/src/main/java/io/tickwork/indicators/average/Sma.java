// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Simple moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param window the last inputs.
 */
public record Sma(DoubleIn source, DoubleOut value, RollingSum window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("sma")
            .doc("Simple moving average: the mean of the last inputs.")
            .formula("(x[t] + ... + x[t-period+1]) / period")
            .source("TA-Lib 0.4.0, SMA")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs are averaged.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Sma(
                    w.doubleIn("source"), w.doubleOut("value"), RollingSum.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        window.update(state, source.get(state));
        return window.isReady(state) ? value.set(state, window.mean(state)) : UNCHANGED;
    }
}
