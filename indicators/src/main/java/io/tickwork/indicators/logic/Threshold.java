// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * On which side of a level a value lies.
 *
 * @param source what is looked at.
 * @param above whether it is above.
 * @param below whether it is below.
 * @param level the level.
 */
public record Threshold(DoubleIn source, BooleanOut above, BooleanOut below, DoubleParameter level) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("threshold")
            .doc("Whether the input lies above a level, and whether below. On the level it does neither.")
            .formula("above = x > level; below = x < level")
            .source("Arithmetic")
            .doubleInput("source", "What is compared.")
            .doubleParameter("level", -1e15, 1e15, 0.0, "What it is compared with.")
            .mutable()
            .output("above", ValueKind.BOOLEAN, "Whether the input is above the level.")
            .output("below", ValueKind.BOOLEAN, "Whether the input is below the level.")
            .create(w -> new Threshold(
                    w.doubleIn("source"), w.booleanOut("above"), w.booleanOut("below"), w.mutableDouble("level")));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        double bound = level.get(state);
        return above.set(state, x > bound) | below.set(state, x < bound);
    }
}
