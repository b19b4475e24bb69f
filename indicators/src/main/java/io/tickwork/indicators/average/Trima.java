// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Triangular moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param inner the last inputs.
 * @param outer the last means of those.
 */
public record Trima(DoubleIn source, DoubleOut value, RollingSum inner, RollingSum outer) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("trima")
            .doc(
                    "Triangular moving average: the weights of the last inputs rise evenly to the middle one, or the middle"
                            + " two, and fall evenly from there.")
            .formula("SMA(SMA(x, period / 2 + 1), (period + 1) / 2), both lengths rounded down")
            .source("TA-Lib 0.4.0, TRIMA")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs are averaged.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Trima(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "inner", w.intParameter("period") / 2 + 1),
                    RollingSum.of(w, "outer", (w.intParameter("period") + 1) / 2)));

    @Override
    public long compute(State state) {
        inner.update(state, source.get(state));
        if (!inner.isReady(state)) {
            return UNCHANGED;
        }
        outer.update(state, inner.mean(state));
        return outer.isReady(state) ? value.set(state, outer.mean(state)) : UNCHANGED;
    }
}
