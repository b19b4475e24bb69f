// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value scaled and shifted.
 *
 * @param source the input.
 * @param value the result.
 * @param factor what the input is multiplied by.
 * @param offset what is added then.
 */
public record Linear(DoubleIn source, DoubleOut value, double factor, double offset) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("linear")
            .doc("The input scaled and shifted.")
            .formula("factor * x + offset")
            .source("Arithmetic")
            .doubleInput("source", "Any value.")
            .doubleParameter("factor", -1e12, 1e12, 1.0, "What the input is multiplied by.")
            .doubleParameter("offset", -1e15, 1e15, 0.0, "What is added to the product.")
            .doubleOutput("value", "The result.")
            .create(w -> new Linear(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    w.doubleParameter("factor"),
                    w.doubleParameter("offset")));

    @Override
    public long compute(State state) {
        return value.set(state, factor * source.get(state) + offset);
    }
}
