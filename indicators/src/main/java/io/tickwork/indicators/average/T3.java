// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Tillson's T3.
 *
 * <p>It is the generalized double average {@code GD(x) = (1 + v) * EMA(x) - v * EMA(EMA(x))} of itself of itself, which
 * multiplied out is a sum of the third to the sixth of six exponential averages in a row.
 *
 * @param source what is averaged.
 * @param value the average.
 * @param e1 the exponential average.
 * @param e2 the exponential average of that.
 * @param e3 the exponential average of that.
 * @param e4 the exponential average of that.
 * @param e5 the exponential average of that.
 * @param e6 the exponential average of that.
 * @param vfactor how much of the lag is taken out.
 */
public record T3(
        DoubleIn source,
        DoubleOut value,
        ExponentialAverage e1,
        ExponentialAverage e2,
        ExponentialAverage e3,
        ExponentialAverage e4,
        ExponentialAverage e5,
        ExponentialAverage e6,
        double vfactor)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("t3")
            .doc("Tillson's T3: six exponential averages in a row, combined to take out part of their lag.")
            .formula("GD(GD(GD(x))); GD(x) = (1 + vfactor) * EMA(x, period) - vfactor * EMA(EMA(x, period), period)")
            .source("TA-Lib 0.4.0, T3; T. Tillson, Smoothing Techniques for More Accurate Signals, 1998")
            .doubleInput("source", "What is averaged.")
            .intParameter("period", 2, 100_000, 5, "The period of the six exponential averages.")
            .doubleParameter("vfactor", 0.0, 1.0, 0.7, "How much of the lag is taken out: 0 none, 1 as in dema.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> 6 * p.intValue("period") - 5)
            .create(T3::create);

    private static T3 create(Wiring wiring) {
        return new T3(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                average(wiring, "e1"),
                average(wiring, "e2"),
                average(wiring, "e3"),
                average(wiring, "e4"),
                average(wiring, "e5"),
                average(wiring, "e6"),
                wiring.doubleParameter("vfactor"));
    }

    private static ExponentialAverage average(Wiring wiring, String name) {
        return ExponentialAverage.ofPeriod(wiring, name, wiring.intParameter("period"));
    }

    @Override
    public long compute(State state) {
        boolean isReady = e1.update(state, source.get(state))
                && e2.update(state, e1.value(state))
                && e3.update(state, e2.value(state))
                && e4.update(state, e3.value(state))
                && e5.update(state, e4.value(state))
                && e6.update(state, e5.value(state));
        return isReady ? value.set(state, combined(state)) : UNCHANGED;
    }

    private double combined(State state) {
        double v = vfactor;
        double w = 1 + v;
        return w * w * w * e3.value(state)
                - 3 * w * w * v * e4.value(state)
                + 3 * w * v * v * e5.value(state)
                - v * v * v * e6.value(state);
    }
}
