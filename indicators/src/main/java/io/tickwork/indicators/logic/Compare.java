// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import java.util.List;

/**
 * How two values compare.
 *
 * @param left what is compared.
 * @param right with what.
 * @param value the answer.
 * @param accepted for which of the three ways they may stand it is true, a bit each.
 */
public record Compare(DoubleIn left, DoubleIn right, BooleanOut value, int accepted) implements Node {
    private static final int GREATER = 1;
    private static final int EQUAL = 2;
    private static final int LESS = 4;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("compare")
            .doc("Whether two inputs stand in a certain relation.")
            .formula("left > right, or as the relation says")
            .source("Arithmetic")
            .doubleInput("left", "What is compared.")
            .doubleInput("right", "What it is compared with.")
            .choiceParameter(
                    "relation",
                    List.of("greater", "greater-or-equal", "less", "less-or-equal", "equal", "not-equal"),
                    "What the left input must be, seen from the right one.")
            .output("value", ValueKind.BOOLEAN, "Whether it is so.")
            .create(w -> new Compare(
                    w.doubleIn("left"),
                    w.doubleIn("right"),
                    w.booleanOut("value"),
                    accepted(w.parameters().choice("relation"))));

    @Override
    public long compute(State state) {
        double one = left.get(state);
        double other = right.get(state);
        int found = one > other ? GREATER : one < other ? LESS : EQUAL;
        return value.set(state, (accepted & found) != 0);
    }

    private static int accepted(String relation) {
        return switch (relation) {
            case "greater" -> GREATER;
            case "greater-or-equal" -> GREATER | EQUAL;
            case "less" -> LESS;
            case "less-or-equal" -> LESS | EQUAL;
            case "equal" -> EQUAL;
            default -> GREATER | LESS;
        };
    }
}
