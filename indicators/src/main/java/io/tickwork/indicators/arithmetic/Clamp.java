// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value kept between two bounds.
 *
 * @param source the input.
 * @param value the input, kept within the bounds.
 * @param min the lower bound.
 * @param max the upper bound.
 */
public record Clamp(DoubleIn source, DoubleOut value, double min, double max) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("clamp")
            .doc("The input, or the nearest bound while it lies outside of the bounds.")
            .formula("min(max(x, min), max)")
            .source("Arithmetic")
            .doubleInput("source", "Any value.")
            .doubleParameter("min", -1e15, 1e15, -1.0, "The lower bound.")
            .doubleParameter("max", -1e15, 1e15, 1.0, "The upper bound.")
            .doubleOutput("value", "The input, kept within the bounds.")
            .check(p -> p.doubleValue("min") <= p.doubleValue("max") ? null : "min must not be above max")
            .create(w -> new Clamp(
                    w.doubleIn("source"), w.doubleOut("value"), w.doubleParameter("min"), w.doubleParameter("max")));

    @Override
    public long compute(State state) {
        return value.set(state, Math.min(Math.max(source.get(state), min), max));
    }
}
