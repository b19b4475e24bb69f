// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingMoments;

/**
 * Rolling standard score.
 *
 * @param source what is scored.
 * @param value the score.
 * @param window the last inputs.
 */
public record ZScore(DoubleIn source, DoubleOut value, RollingMoments window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("zscore")
            .doc(
                    "How many standard deviations the newest input lies above the mean of the last inputs, itself included."
                            + " No value while all of them are equal.")
            .formula("(x - mean) / sd (population) over the last period inputs")
            .source("Textbook definition")
            .doubleInput("source", "What is scored.")
            .intParameter("period", 2, 100_000, "How many inputs the mean and the deviation are of.")
            .doubleOutput("value", "The score.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new ZScore(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingMoments.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        return window.update(state, x) ? value.setIfFinite(state, window.score(state, x)) : UNCHANGED;
    }
}
