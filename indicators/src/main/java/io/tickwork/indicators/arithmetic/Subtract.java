// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * One value less another.
 *
 * @param left what is subtracted from.
 * @param right what is subtracted.
 * @param value the difference.
 */
public record Subtract(DoubleIn left, DoubleIn right, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("sub")
            .doc("The first input less the second.")
            .formula("left - right")
            .source("TA-Lib 0.4.0, SUB")
            .doubleInput("left", "What is subtracted from.")
            .doubleInput("right", "What is subtracted.")
            .doubleOutput("value", "The difference.")
            .create(w -> new Subtract(w.doubleIn("left"), w.doubleIn("right"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, left.get(state) - right.get(state));
    }
}
