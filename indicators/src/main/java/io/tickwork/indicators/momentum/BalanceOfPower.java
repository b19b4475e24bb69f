// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Balance of power. TA-Lib says 0 in a range below 1e-8, whatever the unit; here that is so in a range without width.
 *
 * @param bar the bars.
 * @param value the balance.
 */
public record BalanceOfPower(CandleIn bar, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("balance-of-power")
            .doc("Balance of power, -1 to 1: how far the close lies above the open, as a part of the bar's range. 0 in"
                    + " a range without width.")
            .formula("(close - open) / (high - low)")
            .source("TA-Lib 0.4.0, BOP; I. Livshin, Balance of Market Power, 2001")
            .input("bar", InputKind.CANDLE, "The bars.")
            .doubleOutput("value", "The balance, -1 to 1.")
            .create(w -> new BalanceOfPower(w.candleIn("bar"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double range = bar.high(state) - bar.low(state);
        return value.set(state, range > 0.0 ? (bar.close(state) - bar.open(state)) / range : 0.0);
    }
}
