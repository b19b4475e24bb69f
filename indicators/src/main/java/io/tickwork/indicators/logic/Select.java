// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * One of two values.
 *
 * @param condition which of the two.
 * @param then the value while it is true.
 * @param otherwise the value while it is false.
 * @param value the one selected.
 */
public record Select(BooleanIn condition, DoubleIn then, DoubleIn otherwise, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("select")
            .doc("One of two inputs, as a condition says.")
            .formula("condition ? then : otherwise")
            .source("Arithmetic")
            .input("condition", InputKind.BOOLEAN, "Which of the two is selected.")
            .doubleInput("then", "The value while the condition is true.")
            .doubleInput("otherwise", "The value while it is false.")
            .doubleOutput("value", "The one selected.")
            .create(w -> new Select(
                    w.booleanIn("condition"), w.doubleIn("then"), w.doubleIn("otherwise"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, condition.get(state) ? then.get(state) : otherwise.get(state));
    }
}
