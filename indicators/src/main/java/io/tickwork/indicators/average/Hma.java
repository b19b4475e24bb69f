// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingLine;

/**
 * Hull moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param half the later half of the last inputs.
 * @param whole the last inputs.
 * @param smoothed how far the average of one lies beyond that of the other.
 */
public record Hma(DoubleIn source, DoubleOut value, RollingLine half, RollingLine whole, RollingLine smoothed)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("hma")
            .doc("Hull moving average: a weighted average over half the period, carried on by as much as it is ahead of"
                    + " the one over all of it, and smoothed. Half the period is rounded down, its square root to the"
                    + " nearest whole number.")
            .formula("WMA(2 * WMA(x, period / 2) - WMA(x, period), sqrt(period))")
            .source("A. Hull, How to reduce lag in a moving average, 2005")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs the longest average is over.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period") + root(p.intValue("period")) - 1)
            .create(Hma::create);

    private static Hma create(Wiring wiring) {
        int period = wiring.intParameter("period");
        return new Hma(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                RollingLine.of(wiring, "half", period / 2),
                RollingLine.of(wiring, "whole", period),
                RollingLine.of(wiring, "smoothed", root(period)));
    }

    private static int root(int period) {
        return (int) Math.round(Math.sqrt(period));
    }

    @Override
    public long compute(State state) {
        double x = source.get(state);
        half.update(state, x);
        if (!whole.update(state, x)) {
            return UNCHANGED;
        }
        boolean isReady = smoothed.update(state, 2 * half.weightedMean(state) - whole.weightedMean(state));
        return isReady ? value.set(state, smoothed.weightedMean(state)) : UNCHANGED;
    }
}
