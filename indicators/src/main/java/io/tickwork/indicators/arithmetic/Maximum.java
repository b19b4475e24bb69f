// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * The greatest of several values.
 *
 * @param inputs one or more.
 * @param value the greatest.
 */
public record Maximum(List<DoubleIn> inputs, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("max")
            .doc("The greatest of the inputs as they are now. For the greatest of one input over time, see highest.")
            .formula("max(inputs[0], inputs[1], ...)")
            .source("Arithmetic")
            .variadicDoubleInput("inputs", "What is compared.")
            .doubleOutput("value", "The greatest.")
            .create(w -> new Maximum(w.doubleIns("inputs"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double greatest = inputs.get(0).get(state);
        for (int i = 1; i < inputs.size(); i++) {
            greatest = Math.max(greatest, inputs.get(i).get(state));
        }
        return value.set(state, greatest);
    }
}
