// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;

/** Compares an output with the obvious computation, at every bar of every series. */
public final class OracleBars {
    private static final double ERROR_MAX = 1e-9;

    private OracleBars() {}

    /** Computes a value the obvious way. */
    @FunctionalInterface
    public interface Oracle {
        /** {@return the value at bar {@code i}, looking at whatever came before; NaN where there is none} */
        double at(Series bars, int i);
    }

    /**
     * Runs a node over all bars. Outputs must be withdrawn, or not there yet, exactly where the oracle gives NaN.
     *
     * @param residue the absolute error allowed, of the greatest price.
     */
    public static void compare(NodeType type, Map<String, ?> parameters, String output, double residue, Oracle oracle) {
        for (Series bars : Series.all()) {
            NodeFixture node = NodeFixture.of(type, parameters);
            double slack = residue * bars.priceMax();
            for (int i = 0; i < bars.length(); i++) {
                TaLibComparison.feed(node, type, bars, i);
                node.run();
                double expected = oracle.at(bars, i);
                boolean isEqual = node.isValid(output)
                        ? Math.abs(node.value(output) - expected) <= ERROR_MAX * Math.abs(expected) + slack
                        : Double.isNaN(expected);
                if (!isEqual) {
                    throw new AssertionError("%s %s %s of %s at %d: ours %s, obvious %s"
                            .formatted(
                                    type,
                                    parameters,
                                    output,
                                    bars,
                                    i,
                                    node.isValid(output) ? node.value(output) : "none",
                                    expected));
                }
            }
        }
    }

    /** {@return a true range; not of bar 0} */
    public static double trueRange(Series bars, int i) {
        double gapFrom = bars.close()[i - 1];
        return Math.max(
                bars.high()[i] - bars.low()[i],
                Math.max(Math.abs(bars.high()[i] - gapFrom), Math.abs(bars.low()[i] - gapFrom)));
    }

    /** {@return the highest high of {@code n} bars up to bar {@code i}} */
    public static double highest(Series bars, int i, int n) {
        double highest = bars.high()[i];
        for (int k = i - n + 1; k < i; k++) {
            highest = Math.max(highest, bars.high()[k]);
        }
        return highest;
    }

    /** {@return the lowest low of {@code n} bars up to bar {@code i}} */
    public static double lowest(Series bars, int i, int n) {
        double lowest = bars.low()[i];
        for (int k = i - n + 1; k < i; k++) {
            lowest = Math.min(lowest, bars.low()[k]);
        }
        return lowest;
    }
}
