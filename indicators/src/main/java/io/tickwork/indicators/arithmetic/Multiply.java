// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * The product of several values.
 *
 * @param inputs one or more.
 * @param value the product.
 */
public record Multiply(List<DoubleIn> inputs, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mul")
            .doc("The product of the inputs, multiplied in their order.")
            .formula("inputs[0] * inputs[1] * ...")
            .source("TA-Lib 0.4.0, MULT, of any number of inputs")
            .variadicDoubleInput("inputs", "What is multiplied.")
            .doubleOutput("value", "The product.")
            .create(w -> new Multiply(w.doubleIns("inputs"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double product = inputs.get(0).get(state);
        for (int i = 1; i < inputs.size(); i++) {
            product *= inputs.get(i).get(state);
        }
        return value.set(state, product);
    }
}
