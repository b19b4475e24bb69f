// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * The contrary of a condition.
 *
 * @param source the condition.
 * @param value the answer.
 */
public record Not(BooleanIn source, BooleanOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("not")
            .doc("True while the input is false.")
            .formula("not x")
            .source("Boolean logic")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .output("value", ValueKind.BOOLEAN, "Its contrary.")
            .create(w -> new Not(w.booleanIn("source"), w.booleanOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, !source.get(state));
    }
}
