// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.indicators.window.CompensatedSum;

/**
 * Cumulative volume delta.
 *
 * @param trade the trades.
 * @param value the delta.
 * @param delta the delta, as it is remembered.
 */
public record CumulativeVolumeDelta(TradeIn trade, DoubleOut value, CompensatedSum delta) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("cumulative-volume-delta")
            .doc(
                    "Cumulative volume delta, CVD: what buyers bought at the ask less what sellers sold at the bid, since the"
                            + " session opened. Begins anew at each opening. Trades without a known side count 0.")
            .formula("v += size when the buyer is the aggressor, v -= size when the seller is")
            .source("As charts of order flow have it")
            .input("trade", InputKind.TRADE, "The trades.")
            .doubleOutput("value", "The delta.")
            .resetOnSession()
            .create(w ->
                    new CumulativeVolumeDelta(w.tradeIn("trade"), w.doubleOut("value"), CompensatedSum.of(w, "delta")));

    @Override
    public long compute(State state) {
        delta.add(state, Aggressor.signedSize(state, trade));
        return value.set(state, delta.value(state));
    }
}
