// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Wilder's moving average.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param average the average, as it is remembered.
 */
public record Rma(DoubleIn source, DoubleOut value, ExponentialAverage average) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rma")
            .doc(
                    "Wilder's moving average, also called smoothed or running: each new input has the weight 1 / period. It is"
                            + " seeded with the mean of the first inputs.")
            .formula("v += (x - v) / period; the first v is the mean of the first period inputs")
            .source(
                    "TA-Lib 0.4.0, the smoothing in ATR and RSI; J. W. Wilder, New Concepts in Technical Trading Systems,"
                            + " 1978")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 1, 100_000, "How many inputs make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Rma(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    ExponentialAverage.wilder(w, "average", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return average.update(state, source.get(state)) ? value.set(state, average.value(state)) : UNCHANGED;
    }
}
