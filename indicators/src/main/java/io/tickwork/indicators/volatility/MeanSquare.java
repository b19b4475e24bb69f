// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingSum;

/**
 * A volatility that is the root of a mean of squares, or of what stands for squares.
 *
 * @param value the volatility.
 * @param window the last squares.
 * @param scale what their sum is multiplied by before the root is taken.
 */
record MeanSquare(DoubleOut value, RollingSum window, double scale) {
    static final String ANNUALISATION_DOC =
            "How many inputs a year has, 252 of daily bars say; with 1 the volatility is that of one input.";

    /** {@return a mean with the parameters of the node, times a constant} */
    static MeanSquare of(Wiring wiring, double constant) {
        int period = wiring.intParameter("period");
        return new MeanSquare(
                wiring.doubleOut("value"),
                RollingSum.of(wiring, "squares", period),
                wiring.doubleParameter("annualisation") * constant / period);
    }

    /**
     * Adds a square and produces the volatility. A square that is not finite, because a price was not above 0, is
     * passed over, and the volatility withdrawn.
     */
    long update(State state, double square) {
        if (!Double.isFinite(square)) {
            return value.withdraw();
        }
        window.update(state, square);
        // What is left of squares that have gone may lie below zero by a rounding error.
        return window.isReady(state)
                ? value.set(state, Math.sqrt(scale * Math.max(window.sum(state), 0.0)))
                : Node.UNCHANGED;
    }
}
