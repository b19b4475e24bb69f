// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingCovariance;

/**
 * Regression of one series on another.
 *
 * @param x the first series.
 * @param y the second.
 * @param slope its slope.
 * @param intercept its height at 0.
 * @param residual the distance of the newest pair.
 * @param window the last pairs.
 */
public record Regression(
        DoubleIn x, DoubleIn y, DoubleOut slope, DoubleOut intercept, DoubleOut residual, RollingCovariance window)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("regression")
            .doc(
                    "The line of least squares through the last pairs of two inputs, and how far the newest pair lies above it: the"
                            + " hedge ratio and the spread of a pair. No values while all values of x are equal.")
            .formula(
                    "slope = covariance(x, y) / variance(x); intercept = mean(y) - slope * mean(x); residual = y - (intercept +"
                            + " slope * x)")
            .source("Textbook definition, ordinary least squares")
            .doubleInput("x", "What explains.")
            .doubleInput("y", "What is explained.")
            .intParameter("period", 2, 100_000, 30, "How many pairs the line is drawn through.")
            .doubleOutput("slope", "By how much y moves on the line when x moves by 1.")
            .doubleOutput("intercept", "The height of the line at x = 0.")
            .doubleOutput("residual", "How far the newest pair lies above the line.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Regression(
                    w.doubleIn("x"),
                    w.doubleIn("y"),
                    w.doubleOut("slope"),
                    w.doubleOut("intercept"),
                    w.doubleOut("residual"),
                    RollingCovariance.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        double explaining = x.get(state);
        double explained = y.get(state);
        if (!window.update(state, explaining, explained)) {
            return UNCHANGED;
        }
        if (window.isConstant(state)) {
            return slope.withdraw() | intercept.withdraw() | residual.withdraw();
        }
        double ratio = window.slope(state);
        return slope.set(state, ratio)
                | intercept.set(state, window.intercept(state, ratio))
                | residual.set(state, window.residual(state, explaining, explained, ratio));
    }
}
