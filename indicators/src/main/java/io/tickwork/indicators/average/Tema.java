// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Triple exponential moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param first the exponential average.
 * @param second the exponential average of that.
 * @param third the exponential average of that.
 */
public record Tema(
        DoubleIn source, DoubleOut value, ExponentialAverage first, ExponentialAverage second, ExponentialAverage third)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("tema")
            .doc("Triple exponential moving average: an exponential average less most of its lag.")
            .formula("3 * e1 - 3 * e2 + e3; e1 = EMA(x, period), e2 = EMA(e1, period), e3 = EMA(e2, period)")
            .source("TA-Lib 0.4.0, TEMA; P. Mulloy, Smoothing Data with Faster Moving Averages, 1994")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "The period of the three exponential averages.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> 3 * p.intValue("period") - 2)
            .create(w -> new Tema(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    ExponentialAverage.ofPeriod(w, "first", w.intParameter("period")),
                    ExponentialAverage.ofPeriod(w, "second", w.intParameter("period")),
                    ExponentialAverage.ofPeriod(w, "third", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isReady = first.update(state, source.get(state))
                && second.update(state, first.value(state))
                && third.update(state, second.value(state));
        return isReady
                ? value.set(state, 3 * (first.value(state) - second.value(state)) + third.value(state))
                : UNCHANGED;
    }
}
