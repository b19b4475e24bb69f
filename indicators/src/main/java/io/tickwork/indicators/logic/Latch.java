// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.ValueKind;

/**
 * A condition that is remembered until it is taken back.
 *
 * @param set what sets it.
 * @param reset what resets it.
 * @param value the answer.
 * @param setCame whether the first is new.
 * @param resetCame whether the second is new.
 * @param held 1 while it is set.
 */
public record Latch(
        BooleanIn set, BooleanIn reset, BooleanOut value, TriggeredBy setCame, TriggeredBy resetCame, LongVar held)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("latch")
            .doc(
                    "True from when the first input came as true until the second does; false at first, and when both come in one run. An"
                            + " input counts only in the runs in which it has a new value.")
            .formula("v = false when reset comes true; else true when set comes true; else v[t-1], at first false")
            .source("Textbook definition, of the set-reset latch")
            .input("set", InputKind.BOOLEAN, "What sets it.")
            .optionalInput("reset", InputKind.BOOLEAN, "What resets it.")
            .output("value", ValueKind.BOOLEAN, "Whether it is set.")
            .create(w -> new Latch(
                    w.booleanIn("set"),
                    w.booleanIn("reset"),
                    w.booleanOut("value"),
                    w.triggeredBy("set"),
                    w.triggeredBy("reset"),
                    w.longVar("held")));

    @Override
    public long compute(State state) {
        if (resetCame.test(state) && reset.isValid(state) && reset.get(state)) {
            held.set(state, 0);
        } else if (setCame.test(state) && set.get(state)) {
            held.set(state, 1);
        }
        return value.set(state, held.get(state) != 0);
    }
}
