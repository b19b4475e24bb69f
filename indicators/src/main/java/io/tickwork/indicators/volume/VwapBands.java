// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * What a volume-weighted average price with bands puts out.
 *
 * @param value the average.
 * @param upper the upper band.
 * @param lower the lower band.
 * @param deviation the standard deviation.
 * @param k standard deviations from the average to each band.
 */
record VwapBands(DoubleOut value, DoubleOut upper, DoubleOut lower, DoubleOut deviation, double k) {
    static final String FORMULA =
            "value = sum(price * size) / sum(size); deviation = sqrt(sum(size * (price - value)^2)"
                    + " / sum(size)); upper, lower = value +- k * deviation";

    /** Declares the outputs, and the parameter that they need. */
    static NodeType.Builder declare(NodeType.Builder type) {
        return type.doubleParameter("k", 0.01, 100.0, 2.0, "Standard deviations from the average to each band.")
                .doubleOutput("value", "The average.")
                .doubleOutput("upper", "The upper band.")
                .doubleOutput("lower", "The lower band.")
                .doubleOutput("deviation", "The standard deviation of the prices, weighed by size.");
    }

    static VwapBands of(Wiring wiring) {
        return new VwapBands(
                wiring.doubleOut("value"),
                wiring.doubleOut("upper"),
                wiring.doubleOut("lower"),
                wiring.doubleOut("deviation"),
                wiring.doubleParameter("k"));
    }

    /** Puts out what there is; nothing when the squares of prices were beyond what a double can hold. */
    long set(State state, double mean, double sd) {
        double reach = k * sd;
        if (!Double.isFinite(reach)) {
            return withdraw();
        }
        return value.set(state, mean)
                | upper.set(state, mean + reach)
                | lower.set(state, mean - reach)
                | deviation.set(state, sd);
    }

    long withdraw() {
        return value.withdraw() | upper.withdraw() | lower.withdraw() | deviation.withdraw();
    }
}
