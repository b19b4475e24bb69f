// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Square root.
 *
 * @param source the input.
 * @param value the root.
 */
public record SquareRoot(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("sqrt")
            .doc("The square root of the input. No value while the input is below 0.")
            .formula("sqrt(x)")
            .source("TA-Lib 0.4.0, SQRT")
            .doubleInput("source", "What the root is of.")
            .doubleOutput("value", "The root.")
            .create(w -> new SquareRoot(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        return x >= 0.0 ? value.set(state, Math.sqrt(x)) : value.withdraw();
    }
}
