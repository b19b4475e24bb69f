// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Natural logarithm.
 *
 * @param source the input.
 * @param value the logarithm.
 */
public record Logarithm(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("log")
            .doc("The natural logarithm of the input. No value while the input is 0 or less.")
            .formula("ln(x)")
            .source("TA-Lib 0.4.0, LN")
            .doubleInput("source", "What the logarithm is of.")
            .doubleOutput("value", "The logarithm.")
            .create(w -> new Logarithm(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        return x > 0.0 ? value.set(state, StrictMath.log(x)) : value.withdraw();
    }
}
