// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;

/**
 * Passes a value while a condition holds.
 *
 * @param source what passes.
 * @param open whether it does.
 * @param value what has passed.
 * @param arrived whether the source is new.
 * @param passing 1 while there is a value.
 */
public record Gate(DoubleIn source, BooleanIn open, DoubleOut value, TriggeredBy arrived, LongVar passing)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("gate")
            .doc(
                    "The first input while the second is true, else no value. As long as it is open each new value passes once; when it"
                            + " opens, the value of then passes.")
            .formula("source while open; none while not open")
            .source("Own definition")
            .doubleInput("source", "What passes.")
            .input("open", InputKind.BOOLEAN, "Whether it passes.")
            .doubleOutput("value", "What has passed.")
            .create(w -> new Gate(
                    w.doubleIn("source"),
                    w.booleanIn("open"),
                    w.doubleOut("value"),
                    w.triggeredBy("source"),
                    w.longVar("passing")));

    @Override
    public long compute(State state) {
        if (!open.get(state)) {
            passing.set(state, 0);
            return value.withdraw();
        }
        if (passing.get(state) != 0 && !arrived.test(state)) {
            return UNCHANGED;
        }
        passing.set(state, 1);
        return value.set(state, source.get(state));
    }
}
