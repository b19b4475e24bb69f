// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * How often a condition held of late.
 *
 * @param source the condition.
 * @param value the count.
 * @param window the last inputs, 1 when true.
 * @param count how many of them are true.
 */
public record CountTrue(BooleanIn source, DoubleOut value, DoubleWindow window, LongVar count) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("count-true")
            .doc("How many of the last values of a condition are true.")
            .formula("count(x[t-i], i = 0 to period-1)")
            .source("Arithmetic")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .intParameter("period", 1, 100_000, "How many values are looked at.")
            .doubleOutput("value", "How many of them are true.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new CountTrue(
                    w.booleanIn("source"),
                    w.doubleOut("value"),
                    w.window("window", w.intParameter("period")),
                    w.longVar("count")));

    @Override
    public long compute(State state) {
        boolean now = source.get(state);
        double evicted = window.push(state, now ? 1.0 : 0.0);
        long holding = count.add(state, (now ? 1 : 0) - (long) evicted);
        return window.isFull(state) ? value.set(state, holding) : UNCHANGED;
    }
}
