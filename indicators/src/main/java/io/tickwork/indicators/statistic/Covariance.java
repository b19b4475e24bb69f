// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingCovariance;

/**
 * Rolling covariance.
 *
 * @param x the first series.
 * @param y the second.
 * @param value the covariance.
 * @param window the last pairs.
 */
public record Covariance(DoubleIn x, DoubleIn y, DoubleOut value, RollingCovariance window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("covariance")
            .doc("The population covariance of two inputs over their last values.")
            .formula("mean((x - mean(x)) * (y - mean(y))) over the last period pairs")
            .source("Textbook definition")
            .doubleInput("x", "The first series.")
            .doubleInput("y", "The second series.")
            .intParameter("period", 2, 100_000, 30, "How many pairs it is of.")
            .doubleOutput("value", "The covariance.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Covariance(
                    w.doubleIn("x"),
                    w.doubleIn("y"),
                    w.doubleOut("value"),
                    RollingCovariance.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return window.update(state, x.get(state), y.get(state))
                ? value.set(state, window.covariance(state))
                : UNCHANGED;
    }
}
