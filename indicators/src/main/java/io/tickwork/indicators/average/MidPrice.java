// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * Midpoint of the range of bars.
 *
 * @param bar the bars.
 * @param value the midpoint.
 * @param highest the upper end.
 * @param lowest the lower end.
 */
public record MidPrice(CandleIn bar, DoubleOut value, RollingExtreme highest, RollingExtreme lowest) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mid-price")
            .doc("Halfway between the highest high and the lowest low of the last bars.")
            .formula("(max(high) + min(low)) / 2 over the last period bars")
            .source("TA-Lib 0.4.0, MIDPRICE")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars the extremes are of.")
            .doubleOutput("value", "The midpoint.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new MidPrice(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingExtreme.highest(w, "highest", w.intParameter("period")),
                    RollingExtreme.lowest(w, "lowest", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        highest.update(state, bar.high(state));
        lowest.update(state, bar.low(state));
        return highest.isReady(state)
                ? value.set(state, 0.5 * highest.value(state) + 0.5 * lowest.value(state))
                : UNCHANGED;
    }
}
