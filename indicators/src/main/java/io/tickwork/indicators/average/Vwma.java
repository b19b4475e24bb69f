// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Volume-weighted moving average.
 *
 * @param bar the bars.
 * @param value the average.
 * @param turnover close times volume of the last bars.
 * @param volume their volumes.
 */
public record Vwma(CandleIn bar, DoubleOut value, RollingSum turnover, RollingSum volume) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("vwma")
            .doc(
                    "Volume-weighted moving average: the mean of the last closes, each weighted by the volume of its bar. No"
                            + " value while none of them has any.")
            .formula("sum(close * volume) / sum(volume) over the last period bars")
            .source("Textbook definition")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, "How many bars are averaged.")
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Vwma(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "turnover", w.intParameter("period")),
                    RollingSum.of(w, "volume", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        turnover.update(state, bar.close(state) * bar.volume(state));
        volume.update(state, bar.volume(state));
        if (!volume.isReady(state)) {
            return UNCHANGED;
        }
        double total = volume.sum(state);
        return total == 0.0 ? value.withdraw() : value.set(state, turnover.sum(state) / total);
    }
}
