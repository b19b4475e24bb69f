// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value of the past.
 *
 * @param source the input.
 * @param value the input of then.
 * @param window the last inputs.
 */
public record Lag(DoubleIn source, DoubleOut value, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("lag")
            .doc("The input as it was a number of runs ago.")
            .formula("x[t-period]")
            .source("Arithmetic")
            .doubleInput("source", "Any value.")
            .intParameter("period", 1, 100_000, 1, "How many runs ago.")
            .doubleOutput("value", "The input of then.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w ->
                    new Lag(w.doubleIn("source"), w.doubleOut("value"), w.window("window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isThere = window.isFull(state);
        double now = source.get(state);
        double before = window.push(state, now);
        return isThere ? value.set(state, before) : UNCHANGED;
    }
}
