// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Double exponential moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param first the exponential average.
 * @param second the exponential average of that.
 */
public record Dema(DoubleIn source, DoubleOut value, ExponentialAverage first, ExponentialAverage second)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("dema")
            .doc(
                    "Double exponential moving average: an exponential average less the lag that it has by its own measure.")
            .formula("2 * e1 - e2; e1 = EMA(x, period), e2 = EMA(e1, period)")
            .source("TA-Lib 0.4.0, DEMA; P. Mulloy, Smoothing Data with Faster Moving Averages, 1994")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "The period of both exponential averages.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> 2 * p.intValue("period") - 1)
            .create(w -> new Dema(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    ExponentialAverage.ofPeriod(w, "first", w.intParameter("period")),
                    ExponentialAverage.ofPeriod(w, "second", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        boolean isReady = first.update(state, source.get(state)) && second.update(state, first.value(state));
        return isReady ? value.set(state, 2 * first.value(state) - second.value(state)) : UNCHANGED;
    }
}
