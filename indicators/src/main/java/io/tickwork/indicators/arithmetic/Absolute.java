// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * The size of a value, without its sign.
 *
 * @param source the input.
 * @param value the value without its sign.
 */
public record Absolute(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("abs")
            .doc("The input without its sign.")
            .formula("|x|")
            .source("Arithmetic")
            .doubleInput("source", "Any value.")
            .doubleOutput("value", "The value without its sign.")
            .create(w -> new Absolute(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, Math.abs(source.get(state)));
    }
}
