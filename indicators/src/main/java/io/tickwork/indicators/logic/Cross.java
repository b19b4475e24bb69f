// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * Whether one value crosses another.
 *
 * @param left what crosses.
 * @param right what is crossed.
 * @param value the answer.
 * @param crossing on which side they are.
 */
public record Cross(DoubleIn left, DoubleIn right, BooleanOut value, Crossing crossing) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("cross")
            .doc("True in the run in which the first input comes to lie on the other side of the second. A touch is no"
                    + " crossing, nor is where they stand at first.")
            .formula("side[t] = 1 if left > right, -1 if left < right, else side[t-1]; value = side[t] * "
                    + "side[t-1] < 0; side is 0 until they first differ")
            .source("Own definition")
            .doubleInput("left", "What crosses.")
            .doubleInput("right", "What is crossed.")
            .output("value", ValueKind.BOOLEAN, "Whether it crossed in this run.")
            .warmUp(p -> 2)
            .create(w -> new Cross(w.doubleIn("left"), w.doubleIn("right"), w.booleanOut("value"), Crossing.of(w)));

    @Override
    public long compute(State state) {
        int crossed = crossing.update(state, left.get(state), right.get(state));
        return crossed == Crossing.NOT_STARTED ? UNCHANGED : value.set(state, crossed != Crossing.NONE);
    }
}
