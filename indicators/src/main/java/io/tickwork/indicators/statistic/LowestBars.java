// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * How long ago the lowest of the last inputs came.
 *
 * @param source what is looked at.
 * @param value how long ago.
 * @param window the last inputs.
 */
public record LowestBars(DoubleIn source, DoubleOut value, RollingExtreme window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("lowest-bars")
            .doc("How many inputs ago the lowest of the last inputs came; of equal ones the newest counts.")
            .formula("the least i from 0 to period-1 with x[t-i] = min(x[t], ..., x[t-period+1])")
            .source(
                    "TA-Lib 0.4.0, MININDEX, counted from the newest input; that one does not always name the newest of equal inputs")
            .doubleInput("source", "What is compared.")
            .intParameter("period", 1, 100_000, "How many inputs are compared.")
            .doubleOutput("value", "How many inputs ago: 0 is the newest one.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new LowestBars(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingExtreme.lowest(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        window.update(state, source.get(state));
        return window.isReady(state) ? value.set(state, window.age(state)) : UNCHANGED;
    }
}
