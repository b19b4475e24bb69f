// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * Midpoint of a range.
 *
 * @param source what the range is of.
 * @param value the midpoint.
 * @param highest the upper end.
 * @param lowest the lower end.
 */
public record Midpoint(DoubleIn source, DoubleOut value, RollingExtreme highest, RollingExtreme lowest)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("midpoint")
            .doc("Halfway between the highest and the lowest of the last inputs.")
            .formula("(max(x) + min(x)) / 2 over the last period inputs")
            .source("TA-Lib 0.4.0, MIDPOINT")
            .doubleInput("source", "What the extremes are of.")
            .intParameter("period", 2, 100_000, 14, "How many inputs the extremes are of.")
            .doubleOutput("value", "The midpoint.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Midpoint(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingExtreme.highest(w, "highest", w.intParameter("period")),
                    RollingExtreme.lowest(w, "lowest", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        highest.update(state, x);
        lowest.update(state, x);
        return highest.isReady(state)
                ? value.set(state, 0.5 * highest.value(state) + 0.5 * lowest.value(state))
                : UNCHANGED;
    }
}
