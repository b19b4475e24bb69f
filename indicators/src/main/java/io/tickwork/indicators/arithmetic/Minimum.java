// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * The least of several values.
 *
 * @param inputs one or more.
 * @param value the least.
 */
public record Minimum(List<DoubleIn> inputs, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("min")
            .doc("The least of the inputs as they are now. For the least of one input over time, see lowest.")
            .formula("min(inputs[0], inputs[1], ...)")
            .source("Arithmetic")
            .variadicDoubleInput("inputs", "What is compared.")
            .doubleOutput("value", "The least.")
            .create(w -> new Minimum(w.doubleIns("inputs"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double least = inputs.get(0).get(state);
        for (int i = 1; i < inputs.size(); i++) {
            least = Math.min(least, inputs.get(i).get(state));
        }
        return value.set(state, least);
    }
}
