// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.WeightedMoments;

/**
 * Volume-weighted average price since an anchor, with bands.
 *
 * @param trade the trades.
 * @param condition is an anchor when it comes out true.
 * @param onTrade whether there is a new trade.
 * @param onAnchor whether there is a new anchor.
 * @param onCondition whether the condition came out.
 * @param bands what is put out.
 * @param moments of the prices since the anchor.
 */
public record VwapAnchored(
        TradeIn trade,
        BooleanIn condition,
        TriggeredBy onTrade,
        TriggeredBy onAnchor,
        TriggeredBy onCondition,
        VwapBands bands,
        WeightedMoments moments)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = VwapBands.declare(NodeType.named("vwap-anchored"))
            .doc(
                    "Volume-weighted average price of all trades since the last anchor, with bands; until the first one, of"
                            + " all trades. A trade that comes with the anchor is the first of the new average. No value from an"
                            + " anchor to the next trade that has a size.")
            .formula(VwapBands.FORMULA + "; sums over the trades since the anchor")
            .source("B. Shannon, Maximum Trading Gains with Anchored VWAP, 2023")
            .input("trade", InputKind.TRADE, "The trades.")
            .optionalInput("anchor", InputKind.ANY, "Each new value is an anchor: a timer, say, or a bar.")
            .optionalInput("condition", InputKind.BOOLEAN, "Each time it comes out true it is an anchor: a cross, say.")
            .create(VwapAnchored::create);

    private static VwapAnchored create(Wiring wiring) {
        return new VwapAnchored(
                wiring.tradeIn("trade"),
                wiring.booleanIn("condition"),
                wiring.triggeredBy("trade"),
                wiring.triggeredBy("anchor"),
                wiring.triggeredBy("condition"),
                VwapBands.of(wiring),
                WeightedMoments.of(wiring, "moments"));
    }

    @Override
    public long compute(State state) {
        boolean isTrade = onTrade.test(state);
        boolean isAnchor = onAnchor.test(state) || onCondition.test(state) && condition.get(state);
        if (isAnchor) {
            moments.clear(state);
        } else if (!isTrade) {
            return UNCHANGED;
        }
        if (isTrade) {
            moments.update(state, trade.price(state), trade.size(state));
        }
        return moments.isReady(state)
                ? bands.set(state, moments.mean(state), moments.deviation(state))
                : bands.withdraw();
    }
}
