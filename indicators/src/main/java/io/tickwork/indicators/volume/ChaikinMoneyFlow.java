// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Chaikin money flow.
 *
 * @param bar the bars.
 * @param value the flow.
 * @param flow the money flow volumes of the last bars.
 * @param volume their volumes.
 */
public record ChaikinMoneyFlow(CandleIn bar, DoubleOut value, RollingSum flow, RollingSum volume) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("cmf")
            .doc(
                    "Chaikin money flow, -1 to 1: where in their ranges the last bars closed, weighed by volume; 1 when all"
                            + " closed on the high. A bar without a range counts as closed in the middle. No value while the"
                            + " bars have no volume.")
            .formula("sum(" + MoneyFlow.FORMULA + ") / sum(volume) over the last period bars")
            .source("M. Chaikin")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars are summed up.")
            .doubleOutput("value", "The flow, -1 to 1.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new ChaikinMoneyFlow(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "flow", w.intParameter("period")),
                    RollingSum.of(w, "volume", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        flow.update(state, MoneyFlow.of(state, bar));
        volume.update(state, bar.volume(state));
        if (!volume.isReady(state)) {
            return UNCHANGED;
        }
        double total = volume.sum(state);
        return total == 0.0 ? value.withdraw() : value.set(state, flow.sum(state) / total);
    }
}
