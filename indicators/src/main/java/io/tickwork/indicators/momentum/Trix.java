// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Triple exponential oscillator.
 *
 * @param source the price.
 * @param value the rate of change.
 * @param first average of the price.
 * @param second average of the first.
 * @param third average of the second.
 * @param previous the third average before.
 */
public record Trix(
        DoubleIn source,
        DoubleOut value,
        ExponentialAverage first,
        ExponentialAverage second,
        ExponentialAverage third,
        DoubleWindow previous)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("trix")
            .doc("How far a price that was smoothed three times moves from one input to the next, in percent."
                    + " 0 when the one before was 0.")
            .formula("e = EMA(EMA(EMA(x, period), period), period); 100 * (e - e[t-1]) / e[t-1]")
            .source("TA-Lib 0.4.0, TRIX; J. K. Hutson, Good TRIX, 1983")
            .doubleInput("source", "The price.")
            .intParameter("period", 1, 100_000, 30, "Period of each of the three averages.")
            .doubleOutput("value", "The change in percent.")
            .warmUp(p -> 3 * p.intValue("period") - 1)
            .create(Trix::create);

    private static Trix create(Wiring wiring) {
        int period = wiring.intParameter("period");
        return new Trix(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                ExponentialAverage.ofPeriod(wiring, "first", period),
                ExponentialAverage.ofPeriod(wiring, "second", period),
                ExponentialAverage.ofPeriod(wiring, "third", period),
                wiring.window("previous", 1));
    }

    @Override
    public long compute(State state) {
        first.update(state, source.get(state));
        if (first.isReady(state)) {
            second.update(state, first.value(state));
        }
        if (second.isReady(state)) {
            third.update(state, second.value(state));
        }
        if (!third.isReady(state)) {
            return UNCHANGED;
        }
        double smoothed = third.value(state);
        boolean isFirst = !previous.isFull(state);
        double before = previous.push(state, smoothed);
        return isFirst ? UNCHANGED : value.set(state, PercentChange.of(before, smoothed));
    }
}
