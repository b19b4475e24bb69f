// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * How often something has come.
 *
 * @param value the count.
 * @param count the count, as it is remembered.
 */
public record Count(DoubleOut value, LongVar count) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("count")
            .doc("How many new values the input has had since the node began; with reset: session, since the opening.")
            .formula("v = v[t-1] + 1, from 0")
            .source("Arithmetic")
            .input("event", InputKind.ANY, "What is counted.")
            .doubleOutput("value", "How many have come.")
            .create(w -> new Count(w.doubleOut("value"), w.longVar("count")));

    @Override
    public long compute(State state) {
        return value.set(state, count.add(state, 1));
    }
}
