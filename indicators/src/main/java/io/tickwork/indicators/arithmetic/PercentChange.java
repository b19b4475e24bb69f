// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * How far a value has moved, in percent.
 *
 * @param source the input.
 * @param value the change in percent.
 * @param window the last inputs.
 */
public record PercentChange(DoubleIn source, DoubleOut value, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("pct-change")
            .doc(
                    "How far the input has moved since a number of runs ago, in percent of what it was then. 0 if it was 0 then.")
            .formula("100 * (x / x[t-period] - 1)")
            .source("TA-Lib 0.4.0, ROC")
            .doubleInput("source", "Any value.")
            .intParameter("period", 1, 100_000, 1, "Since how many runs ago.")
            .doubleOutput("value", "The change in percent.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new PercentChange(
                    w.doubleIn("source"), w.doubleOut("value"), w.window("window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isThere = window.isFull(state);
        double now = source.get(state);
        double before = window.push(state, now);
        return isThere ? value.set(state, before == 0.0 ? 0.0 : 100.0 * ((now - before) / before)) : UNCHANGED;
    }
}
