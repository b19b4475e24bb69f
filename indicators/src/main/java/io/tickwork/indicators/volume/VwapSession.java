// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.indicators.window.WeightedMoments;

/**
 * Volume-weighted average price of a session, with bands.
 *
 * @param trade the trades.
 * @param bands what is put out.
 * @param moments of the prices of the session.
 */
public record VwapSession(TradeIn trade, VwapBands bands, WeightedMoments moments) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = VwapBands.declare(NodeType.named("vwap-session"))
            .doc("Volume-weighted average price of all trades since the session opened, with bands. Begins anew at each"
                    + " opening. No value while all trades have had size 0.")
            .formula(VwapBands.FORMULA + "; sums over the trades of the session")
            .source("Textbook definition")
            .input("trade", InputKind.TRADE, "The trades.")
            .resetOnSession()
            .create(w -> new VwapSession(w.tradeIn("trade"), VwapBands.of(w), WeightedMoments.of(w, "moments")));

    @Override
    public long compute(State state) {
        moments.update(state, trade.price(state), trade.size(state));
        return moments.isReady(state)
                ? bands.set(state, moments.mean(state), moments.deviation(state))
                : bands.withdraw();
    }
}
