// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of arithmetic. */
public final class ArithmeticTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            Add.TYPE,
            Subtract.TYPE,
            Multiply.TYPE,
            Divide.TYPE,
            Minimum.TYPE,
            Maximum.TYPE,
            Absolute.TYPE,
            Negate.TYPE,
            SquareRoot.TYPE,
            Logarithm.TYPE,
            Exponential.TYPE,
            Linear.TYPE,
            Clamp.TYPE,
            Lag.TYPE,
            Change.TYPE,
            PercentChange.TYPE);

    private ArithmeticTypes() {}
}
