// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingCovariance;

/**
 * Rolling correlation.
 *
 * <p>TA-Lib takes a product of variances below 1e-8 for 0; here it is what it is, whatever the unit of the inputs.
 *
 * @param x the first series.
 * @param y the second.
 * @param value the correlation.
 * @param window the last pairs.
 */
public record Correlation(DoubleIn x, DoubleIn y, DoubleOut value, RollingCovariance window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("correlation")
            .doc(
                    "Pearson's correlation of two inputs over their last values, -1 to 1. 0 while all values of one of them are"
                            + " equal.")
            .formula("covariance(x, y) / (sd(x) * sd(y)) over the last period pairs")
            .source("TA-Lib 0.4.0, CORREL")
            .doubleInput("x", "The first series.")
            .doubleInput("y", "The second series.")
            .intParameter("period", 2, 100_000, 30, "How many pairs it is of.")
            .doubleOutput("value", "The correlation, -1 to 1.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Correlation(
                    w.doubleIn("x"),
                    w.doubleIn("y"),
                    w.doubleOut("value"),
                    RollingCovariance.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return window.update(state, x.get(state), y.get(state))
                ? value.set(state, window.correlation(state))
                : UNCHANGED;
    }
}
