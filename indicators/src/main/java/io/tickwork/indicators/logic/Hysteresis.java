// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * A threshold that is not crossed back as easily.
 *
 * @param source what is looked at.
 * @param value the answer.
 * @param enter beyond which it becomes true.
 * @param leave beyond which it becomes false.
 * @param active 1 while it is true.
 */
public record Hysteresis(
        DoubleIn source, BooleanOut value, DoubleParameter enter, DoubleParameter leave, LongVar active)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("hysteresis")
            .doc(
                    "Becomes true when the input is beyond one level and false when it is beyond the other, on its way back; in"
                            + " between it stays as it is, at first false. With enter not below leave it enters above, else below.")
            .formula(
                    "true when x > enter, false when x < leave; if enter < leave, true when x < enter, false when x > leave")
            .source("Textbook definition, of the Schmitt trigger")
            .doubleInput("source", "What is compared.")
            .doubleParameter("enter", -1e15, 1e15, 1.0, "The level beyond which it becomes true.")
            .mutable()
            .doubleParameter("leave", -1e15, 1e15, -1.0, "The level beyond which it becomes false.")
            .mutable()
            .output("value", ValueKind.BOOLEAN, "Whether it was entered and not left since.")
            .create(w -> new Hysteresis(
                    w.doubleIn("source"),
                    w.booleanOut("value"),
                    w.mutableDouble("enter"),
                    w.mutableDouble("leave"),
                    w.longVar("active")));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        double in = enter.get(state);
        double out = leave.get(state);
        boolean isAbove = in >= out;
        boolean entered = isAbove ? x > in : x < in;
        boolean left = isAbove ? x < out : x > out;
        boolean now = entered || active.get(state) != 0 && !left;
        active.set(state, now ? 1 : 0);
        return value.set(state, now);
    }
}
