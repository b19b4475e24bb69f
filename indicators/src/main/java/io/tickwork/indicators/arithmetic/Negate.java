// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value with the other sign.
 *
 * @param source the input.
 * @param value the value with the other sign.
 */
public record Negate(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("negate")
            .doc("The input with the other sign.")
            .formula("-x")
            .source("Arithmetic")
            .doubleInput("source", "Any value.")
            .doubleOutput("value", "The value with the other sign.")
            .create(w -> new Negate(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, 0.0 - source.get(state)); // so that 0 does not become -0
    }
}
