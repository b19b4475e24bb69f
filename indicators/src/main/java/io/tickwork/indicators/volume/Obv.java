// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.CompensatedSum;

/**
 * On-balance volume.
 *
 * @param bar the bars.
 * @param value the sum.
 * @param balance the sum, as it is remembered.
 * @param previousClose of the bar before.
 * @param started 1 once there is one.
 */
public record Obv(CandleIn bar, DoubleOut value, CompensatedSum balance, DoubleVar previousClose, LongVar started)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("obv")
            .doc("On-balance volume: the volume of all bars that closed higher than the bar before, less that of those"
                    + " that closed lower. Begins with the volume of the first bar.")
            .formula("v += volume if close > close[t-1], v -= volume if close < close[t-1]; the first v is the volume")
            .source("TA-Lib 0.4.0, OBV; J. E. Granville, New Key to Stock Market Profits, 1963")
            .input("bar", InputKind.CANDLE, "The bars.")
            .doubleOutput("value", "The sum.")
            .create(w -> new Obv(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    CompensatedSum.of(w, "balance"),
                    w.doubleVar("previous-close"),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        double close = bar.close(state);
        double before = previousClose.get(state);
        previousClose.set(state, close);
        if (started.get(state) == 0) {
            started.set(state, 1);
            balance.add(state, bar.volume(state));
        } else if (close > before) {
            balance.add(state, bar.volume(state));
        } else if (close < before) {
            balance.add(state, -bar.volume(state));
        }
        return value.set(state, balance.value(state));
    }
}
