// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingMoments;

/**
 * Standard deviation.
 *
 * <p>TA-Lib takes a variance below 1e-8 for 0; here it is what it is, whatever the unit of the price.
 *
 * @param source what deviates.
 * @param value the deviation.
 * @param window the last inputs.
 * @param factor what the population deviation is multiplied by.
 */
public record StandardDeviation(DoubleIn source, DoubleOut value, RollingMoments window, double factor)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("stddev")
            .doc("Standard deviation of the last inputs, times a factor. 0 while all of them are equal.")
            .formula(
                    "k * sqrt(sum((x - mean)^2) / n) over the last n = period inputs; of a sample, n - 1 in place of n")
            .source("TA-Lib 0.4.0, STDDEV")
            .doubleInput("source", "What deviates.")
            .intParameter("period", 2, 100_000, 20, "How many inputs the deviation is of.")
            .doubleParameter("k", 0.01, 100.0, 1.0, "What the deviation is multiplied by.")
            .choiceParameter("of", Variance.OF, Variance.OF_DOC)
            .doubleOutput("value", "The deviation.")
            .warmUp(p -> p.intValue("period"))
            .create(StandardDeviation::create);

    private static StandardDeviation create(Wiring wiring) {
        double n = wiring.intParameter("period");
        double k = wiring.doubleParameter("k");
        return new StandardDeviation(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                RollingMoments.of(wiring, "window", wiring.intParameter("period")),
                Variance.isOfSample(wiring) ? k * Math.sqrt(n / (n - 1)) : k);
    }

    @Override
    public long compute(State state) {
        if (!window.update(state, source.get(state))) {
            return UNCHANGED;
        }
        return value.set(state, factor * window.deviation(state));
    }
}
