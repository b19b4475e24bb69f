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
 * Bollinger bands.
 *
 * <p>TA-Lib takes a variance below 1e-8 for 0; here it is what it is, whatever the unit of the price.
 *
 * @param source the price.
 * @param upper the upper band.
 * @param middle the mean.
 * @param lower the lower band.
 * @param percentB where between the bands the input lies.
 * @param width the distance of the bands beside the mean.
 * @param window the last inputs.
 * @param k half the distance of the bands, in standard deviations.
 */
public record Bollinger(
        DoubleIn source,
        DoubleOut upper,
        DoubleOut middle,
        DoubleOut lower,
        DoubleOut percentB,
        DoubleOut width,
        RollingMoments window,
        double k)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("bollinger")
            .doc("Bollinger bands: the mean of the last inputs, and a number of standard deviations above and below it."
                    + " percent-b has no value while all inputs are equal, width none while their mean is 0.")
            .formula("middle = mean; upper, lower = mean +- k * sd (population); percent-b = (x - lower) / (upper -"
                    + " lower); width = (upper - lower) / middle")
            .source(
                    "TA-Lib 0.4.0, BBANDS with a simple moving average; J. Bollinger, Bollinger on Bollinger Bands, 2001")
            .doubleInput("source", "The price.")
            .intParameter("period", 2, 100_000, 20, "How many inputs the bands are drawn from.")
            .doubleParameter("k", 0.01, 100.0, 2.0, "Standard deviations from the middle to each band.")
            .doubleOutput("upper", "The upper band.")
            .doubleOutput("middle", "The mean.")
            .doubleOutput("lower", "The lower band.")
            .doubleOutput("percent-b", "Where the input lies: 0 on the lower band, 1 on the upper one.")
            .doubleOutput("width", "The distance between the bands as a fraction of the mean.")
            .warmUp(p -> p.intValue("period"))
            .create(Bollinger::create);

    private static Bollinger create(Wiring wiring) {
        return new Bollinger(
                wiring.doubleIn("source"),
                wiring.doubleOut("upper"),
                wiring.doubleOut("middle"),
                wiring.doubleOut("lower"),
                wiring.doubleOut("percent-b"),
                wiring.doubleOut("width"),
                RollingMoments.of(wiring, "window", wiring.intParameter("period")),
                wiring.doubleParameter("k"));
    }

    @Override
    public long compute(State state) {
        double price = source.get(state);
        if (!window.update(state, price)) {
            return UNCHANGED;
        }
        double mean = window.mean(state);
        double deviation = window.deviation(state);
        double reach = k * deviation;
        return upper.set(state, mean + reach)
                | middle.set(state, mean)
                | lower.set(state, mean - reach)
                | (deviation == 0.0
                        ? percentB.withdraw()
                        : percentB.set(state, 0.5 + window.score(state, price) / (2 * k)))
                | (mean == 0.0 ? width.withdraw() : width.set(state, 2 * reach / mean));
    }
}
