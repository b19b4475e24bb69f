// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * How long ago a condition last held.
 *
 * @param source the condition.
 * @param value how long ago.
 * @param age how long ago, counted from 1; 0 when never.
 */
public record BarsSince(BooleanIn source, DoubleOut value, LongVar age) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("bars-since")
            .doc("How many values ago a condition was last true. No value before it has been.")
            .formula("the least i >= 0 with x[t-i] true")
            .source("Own definition")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .doubleOutput("value", "How many values ago: 0 is now.")
            .create(w -> new BarsSince(w.booleanIn("source"), w.doubleOut("value"), w.longVar("age")));

    @Override
    public long compute(State state) {
        long before = age.get(state);
        if (source.get(state)) {
            age.set(state, 1);
            return value.set(state, 0.0);
        }
        if (before == 0) {
            return UNCHANGED;
        }
        age.set(state, before + 1);
        return value.set(state, before);
    }
}
