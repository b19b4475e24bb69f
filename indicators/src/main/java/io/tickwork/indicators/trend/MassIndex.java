// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;
import io.tickwork.indicators.window.RollingSum;

/**
 * Mass index.
 *
 * @param bar the bars.
 * @param value the index.
 * @param range the average range.
 * @param smoothed the average of that.
 * @param ratios the last ratios of the two.
 */
public record MassIndex(
        CandleIn bar, DoubleOut value, ExponentialAverage range, ExponentialAverage smoothed, RollingSum ratios)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mass-index")
            .doc("Mass index: rises while the ranges of bars widen, and falls while they narrow. Where bars have had"
                    + " no range for so long that none is left in the averages, the ratio is taken for 1.")
            .formula("sum(EMA(range, ema) / EMA(EMA(range, ema), ema)) over the last period bars; range = high - low")
            .source("D. Dorsey, The Mass Index, 1992")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 25, "How many ratios are added up.")
            .intParameter("ema", 2, 100_000, 9, "Period of both averages.")
            .doubleOutput("value", "The index; period when the ranges stay as they are.")
            .warmUp(p -> 2 * p.intValue("ema") + p.intValue("period") - 2)
            .create(MassIndex::create);

    private static MassIndex create(Wiring wiring) {
        int ema = wiring.intParameter("ema");
        return new MassIndex(
                wiring.candleIn("bar"),
                wiring.doubleOut("value"),
                ExponentialAverage.ofPeriod(wiring, "range", ema),
                ExponentialAverage.ofPeriod(wiring, "smoothed", ema),
                RollingSum.of(wiring, "ratios", wiring.intParameter("period")));
    }

    @Override
    public long compute(State state) {
        range.update(state, bar.high(state) - bar.low(state));
        if (!range.isReady(state)) {
            return UNCHANGED;
        }
        smoothed.update(state, range.value(state));
        if (!smoothed.isReady(state)) {
            return UNCHANGED;
        }
        double ratio = range.value(state) / smoothed.value(state);
        ratios.update(state, Double.isFinite(ratio) ? ratio : 1.0);
        return ratios.isReady(state) ? value.set(state, ratios.sum(state)) : UNCHANGED;
    }
}
