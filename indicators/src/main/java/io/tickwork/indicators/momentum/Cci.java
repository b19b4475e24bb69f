// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingAbsoluteDeviation;

/**
 * Commodity channel index.
 *
 * @param bar the bars.
 * @param value the index.
 * @param window the last typical prices.
 */
public record Cci(CandleIn bar, DoubleOut value, RollingAbsoluteDeviation window) implements Node {
    /** Lambert's constant, with which most values lie between -100 and 100. */
    private static final double SCALE = 0.015;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("cci")
            .doc("Commodity channel index: how far the typical price lies above its mean, in units of 0.015 mean"
                    + " absolute deviations. 0 while all typical prices are equal.")
            .formula(
                    "p = (high + low + close) / 3; (p - mean) / (0.015 * mean(|p[i] - mean|)) over the last period bars")
            .source("TA-Lib 0.4.0, CCI; D. R. Lambert, Commodity Channel Index, 1980")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 20, "How many bars the mean and the deviation are of.")
            .doubleOutput("value", "The index.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Cci(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingAbsoluteDeviation.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        window.update(state, (bar.high(state) + bar.low(state) + bar.close(state)) / 3.0);
        if (!window.isReady(state)) {
            return UNCHANGED;
        }
        double sum = window.distanceSum(state);
        return value.set(state, sum == 0.0 ? 0.0 : window.length() * (window.distance(state) / sum) / SCALE);
    }
}
