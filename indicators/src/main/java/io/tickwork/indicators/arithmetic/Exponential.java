// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Exponential function.
 *
 * @param source the input.
 * @param value the power.
 */
public record Exponential(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("exp")
            .doc(
                    "e to the power of the input. No value while that is beyond the range of a double, which ends near 709.78.")
            .formula("e^x")
            .source("TA-Lib 0.4.0, EXP")
            .doubleInput("source", "The exponent.")
            .doubleOutput("value", "The power.")
            .create(w -> new Exponential(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.setIfFinite(state, StrictMath.exp(source.get(state)));
    }
}
