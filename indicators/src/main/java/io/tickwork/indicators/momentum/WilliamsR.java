// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Williams' %R.
 *
 * @param bar the bars.
 * @param value the place of the close.
 * @param range of the last bars.
 */
public record WilliamsR(CandleIn bar, DoubleOut value, PriceRange range) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("williams-r")
            .doc("Williams' %R, -100 to 0: how far the close lies below the highest price of the last bars, in percent"
                    + " of their range. 0 in a range without width.")
            .formula("100 * (close - highest) / (highest - lowest) over the last period bars")
            .source("TA-Lib 0.4.0, WILLR; L. Williams, How I Made One Million Dollars Last Year Trading Commodities,"
                    + " 1973")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars the range is over.")
            .doubleOutput("value", "The place of the close, -100 to 0.")
            .warmUp(p -> p.intValue("period"))
            .create(w ->
                    new WilliamsR(w.candleIn("bar"), w.doubleOut("value"), PriceRange.of(w, w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return range.update(state, bar.high(state), bar.low(state))
                ? value.set(state, range.percentBelow(state, bar.close(state)))
                : UNCHANGED;
    }
}
