// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingOrder;

/**
 * Rolling quantile.
 *
 * @param source what is looked at.
 * @param value the quantile.
 * @param window the last inputs.
 * @param q which, from 0 to 1.
 */
public record Quantile(DoubleIn source, DoubleOut value, RollingOrder window, double q) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rolling-quantile")
            .doc(
                    "A quantile of the last inputs: a fraction q of them lies below it. 0 is the lowest, 0.5 the median, 1 the"
                            + " highest. Between two inputs it is found by linear interpolation.")
            .formula(
                    "s[k] + (h - k) * (s[k+1] - s[k]), where s are the inputs sorted from s[0], h = q * (period - 1), k ="
                            + " floor(h)")
            .source("R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, 1996, definition 7")
            .doubleInput("source", "What is sorted.")
            .intParameter("period", 1, 100_000, "How many inputs are sorted.")
            .doubleParameter("q", 0.0, 1.0, 0.5, "Which quantile, as a fraction.")
            .doubleOutput("value", "The quantile.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Quantile(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingOrder.of(w, "window", w.intParameter("period")),
                    w.doubleParameter("q")));

    @Override
    public long compute(State state) {
        return window.update(state, source.get(state)) ? value.set(state, window.quantile(state, q)) : UNCHANGED;
    }
}
