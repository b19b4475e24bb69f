// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Moving average convergence/divergence.
 *
 * <p>As in TA-Lib both averages begin at the same input, the slow one's first: the fast one passes over what comes
 * before the inputs of its seed.
 *
 * @param source the price.
 * @param macd fast average less slow average.
 * @param signal average of that.
 * @param histogram one less the other.
 * @param fast the fast average.
 * @param slow the slow average.
 * @param smoothed the average of their difference.
 * @param passed how many inputs the fast average has passed over.
 */
public record Macd(
        DoubleIn source,
        DoubleOut macd,
        DoubleOut signal,
        DoubleOut histogram,
        ExponentialAverage fast,
        ExponentialAverage slow,
        ExponentialAverage smoothed,
        LongVar passed)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("macd")
            .doc("Moving average convergence/divergence: how far a fast average has run ahead of a slow one. The three"
                    + " outputs begin together.")
            .formula("macd = EMA(x, fast) - EMA(x, slow); signal = EMA(macd, signal); histogram = macd - signal; both"
                    + " averages of x are seeded to begin at input number slow")
            .source("TA-Lib 0.4.0, MACD")
            .doubleInput("source", "The price.")
            .intParameter("fast", 2, 100_000, 12, "Period of the fast average, less than that of the slow one.")
            .intParameter("slow", 2, 100_000, 26, "Period of the slow average.")
            .intParameter("signal", 1, 100_000, 9, "Period of the average of the difference.")
            .check(Macd::check)
            .doubleOutput("macd", "The fast average less the slow one.")
            .doubleOutput("signal", "The average of macd.")
            .doubleOutput("histogram", "macd less signal.")
            .warmUp(p -> p.intValue("slow") + p.intValue("signal") - 1)
            .create(Macd::create);

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") < parameters.intValue("slow") ? null : "fast must be less than slow";
    }

    private static Macd create(Wiring wiring) {
        return new Macd(
                wiring.doubleIn("source"),
                wiring.doubleOut("macd"),
                wiring.doubleOut("signal"),
                wiring.doubleOut("histogram"),
                ExponentialAverage.ofPeriod(wiring, "fast", wiring.intParameter("fast")),
                ExponentialAverage.ofPeriod(wiring, "slow", wiring.intParameter("slow")),
                ExponentialAverage.ofPeriod(wiring, "smoothed", wiring.intParameter("signal")),
                wiring.longVar("passed"));
    }

    @Override
    public long compute(State state) {
        double price = source.get(state);
        slow.update(state, price);
        if (passed.get(state) < slow.seedCount() - fast.seedCount()) {
            passed.add(state, 1);
        } else {
            fast.update(state, price);
        }
        if (!slow.isReady(state)) {
            return UNCHANGED;
        }
        double difference = fast.value(state) - slow.value(state);
        smoothed.update(state, difference);
        if (!smoothed.isReady(state)) {
            return UNCHANGED;
        }
        return macd.set(state, difference)
                | signal.set(state, smoothed.value(state))
                | histogram.set(state, difference - smoothed.value(state));
    }
}
