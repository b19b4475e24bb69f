// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Exponential moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param average the average, as it is remembered.
 */
public record Ema(DoubleIn source, DoubleOut value, ExponentialAverage average) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("ema")
            .doc("Exponential moving average, seeded with the mean of the first inputs.")
            .formula("v += 2 / (period + 1) * (x - v); the first v is the mean of the first period inputs")
            .source("TA-Lib 0.4.0, EMA")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, "How many inputs make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Ema(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    ExponentialAverage.ofPeriod(w, "average", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return average.update(state, source.get(state)) ? value.set(state, average.value(state)) : UNCHANGED;
    }
}
