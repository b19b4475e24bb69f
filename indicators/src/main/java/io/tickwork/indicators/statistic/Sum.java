// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * The sum of the last inputs.
 *
 * @param source what is looked at.
 * @param value the sum.
 * @param window the last inputs.
 */
public record Sum(DoubleIn source, DoubleOut value, RollingSum window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rolling-sum")
            .doc("The sum of the last inputs, the newest included.")
            .formula("x[t] + ... + x[t-period+1]")
            .source("TA-Lib 0.4.0, SUM")
            .doubleInput("source", "What is added up.")
            .intParameter("period", 1, 100_000, "How many inputs are added up.")
            .doubleOutput("value", "The sum.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Sum(
                    w.doubleIn("source"), w.doubleOut("value"), RollingSum.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        window.update(state, source.get(state));
        return window.isReady(state) ? value.set(state, window.sum(state)) : UNCHANGED;
    }
}
