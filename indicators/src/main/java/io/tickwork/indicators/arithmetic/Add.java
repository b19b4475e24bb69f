// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * The sum of several values.
 *
 * @param inputs one or more.
 * @param value the sum.
 */
public record Add(List<DoubleIn> inputs, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("add")
            .doc("The sum of the inputs, added in their order.")
            .formula("inputs[0] + inputs[1] + ...")
            .source("TA-Lib 0.4.0, ADD, of any number of inputs")
            .variadicDoubleInput("inputs", "What is added.")
            .doubleOutput("value", "The sum.")
            .create(w -> new Add(w.doubleIns("inputs"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double sum = inputs.get(0).get(state);
        for (int i = 1; i < inputs.size(); i++) {
            sum += inputs.get(i).get(state);
        }
        return value.set(state, sum);
    }
}
