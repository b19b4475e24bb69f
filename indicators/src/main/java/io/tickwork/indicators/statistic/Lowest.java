// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * The lowest of the last inputs.
 *
 * @param source what is compared.
 * @param value the lowest.
 * @param window the last inputs.
 */
public record Lowest(DoubleIn source, DoubleOut value, RollingExtreme window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("lowest")
            .doc("The lowest of the last inputs, the newest included.")
            .formula("min(x[t], ..., x[t-period+1])")
            .source("TA-Lib 0.4.0, MIN")
            .doubleInput("source", "What is compared.")
            .intParameter("period", 2, 100_000, "How many inputs are compared.")
            .doubleOutput("value", "The lowest.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Lowest(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingExtreme.lowest(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        window.update(state, source.get(state));
        return window.isReady(state) ? value.set(state, window.value(state)) : UNCHANGED;
    }
}
