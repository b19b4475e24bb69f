// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.CompensatedSum;

/**
 * Accumulation/distribution line.
 *
 * @param bar the bars.
 * @param value the line.
 * @param line the line, as it is remembered.
 */
public record AccumulationDistribution(CandleIn bar, DoubleOut value, CompensatedSum line) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("ad")
            .doc(
                    "Accumulation/distribution line: the sum of the volumes of all bars, each weighed by where in its range"
                            + " the bar closed, from 1 on the high to -1 on the low. A bar without a range adds nothing.")
            .formula("v += " + MoneyFlow.FORMULA)
            .source("TA-Lib 0.4.0, AD; M. Chaikin")
            .input("bar", InputKind.CANDLE, "The bars.")
            .doubleOutput("value", "The line.")
            .create(w -> new AccumulationDistribution(
                    w.candleIn("bar"), w.doubleOut("value"), CompensatedSum.of(w, "line")));

    @Override
    public long compute(State state) {
        line.add(state, MoneyFlow.of(state, bar));
        return value.set(state, line.value(state));
    }
}
