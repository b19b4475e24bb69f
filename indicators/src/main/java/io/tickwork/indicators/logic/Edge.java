// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import java.util.List;

/**
 * When a condition changes.
 *
 * @param source the condition.
 * @param value the answer.
 * @param previous the condition before: 0 when there was none, 1 when false, 2 when true.
 * @param rising whether rises count.
 * @param falling whether falls count.
 */
public record Edge(BooleanIn source, BooleanOut value, LongVar previous, boolean rising, boolean falling)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("edge")
            .doc(
                    "True in the run in which a condition becomes true, or becomes false, or either. What it is at first is no change.")
            .formula("rising: x and not x[t-1]; falling: not x and x[t-1]; both: x xor x[t-1]")
            .source("Boolean logic")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .choiceParameter("direction", List.of("rising", "falling", "both"), "Which changes count.")
            .output("value", ValueKind.BOOLEAN, "Whether it changed in this run.")
            .warmUp(p -> 2)
            .create(w -> new Edge(
                    w.booleanIn("source"),
                    w.booleanOut("value"),
                    w.longVar("previous"),
                    !w.parameters().choice("direction").equals("falling"),
                    !w.parameters().choice("direction").equals("rising")));

    @Override
    public long compute(State state) {
        long before = previous.get(state);
        long now = source.get(state) ? 2 : 1;
        previous.set(state, now);
        if (before == 0) {
            return UNCHANGED;
        }
        return value.set(state, now > before && rising || now < before && falling);
    }
}
