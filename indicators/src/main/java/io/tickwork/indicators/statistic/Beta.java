// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingCovariance;

/**
 * Beta of one price against another.
 *
 * <p>TA-Lib takes a price, and a spread of returns, within 1e-8 of 0 for 0; here they are what they are.
 *
 * @param x the first series.
 * @param y the second.
 * @param value the beta.
 * @param window the last pairs of returns.
 * @param previousX the value of the first before.
 * @param previousY that of the second.
 * @param started 1 once there are any.
 */
public record Beta(
        DoubleIn x,
        DoubleIn y,
        DoubleOut value,
        RollingCovariance window,
        DoubleVar previousX,
        DoubleVar previousY,
        LongVar started)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("beta")
            .doc(
                    "How strongly one price moves with another: the slope of the regression of the returns of y on those of x. For"
                            + " the slope between the values themselves see regression. A return on a price of 0 counts as 0; 0 while all"
                            + " returns of x are equal.")
            .formula("covariance(rx, ry) / variance(rx) over the last period returns; r = p / p[t-1] - 1")
            .source("TA-Lib 0.4.0, BETA")
            .doubleInput("x", "The price that is compared with: an index, say.")
            .doubleInput("y", "The price whose beta it is.")
            .intParameter("period", 2, 100_000, 5, "How many returns it is of.")
            .doubleOutput("value", "The beta.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Beta(
                    w.doubleIn("x"),
                    w.doubleIn("y"),
                    w.doubleOut("value"),
                    RollingCovariance.of(w, "window", w.intParameter("period")),
                    w.doubleVar("previous-x"),
                    w.doubleVar("previous-y"),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        double priceX = x.get(state);
        double priceY = y.get(state);
        double beforeX = previousX.get(state);
        double beforeY = previousY.get(state);
        previousX.set(state, priceX);
        previousY.set(state, priceY);
        if (started.get(state) == 0) {
            started.set(state, 1);
            return UNCHANGED;
        }
        return window.update(state, ret(priceX, beforeX), ret(priceY, beforeY))
                ? value.set(state, window.isConstant(state) ? 0.0 : window.slope(state))
                : UNCHANGED;
    }

    private static double ret(double price, double before) {
        return before == 0.0 ? 0.0 : (price - before) / before;
    }
}
