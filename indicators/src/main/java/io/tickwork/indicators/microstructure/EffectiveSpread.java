// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;

/**
 * Effective spread.
 *
 * @param trade the trades.
 * @param quote the quote that stands when a trade comes.
 * @param value the spread.
 * @param basisPoints the spread beside the mid.
 */
public record EffectiveSpread(TradeIn trade, QuoteIn quote, DoubleOut value, DoubleOut basisPoints) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("effective-spread")
            .doc("Effective spread: twice the distance of a trade from the mid before it, which is what a round trip at"
                    + " such prices would cost. Below 0 when the aggressor got a price better than the mid; of a trade"
                    + " without a known side never below 0. bps has no value while the mid is 0.")
            .formula(
                    "value = 2 * d * (price - mid), d = 1 when the buyer is the aggressor, -1 when the seller is, else the"
                            + " sign of price - mid; bps = 10000 * value / mid")
            .source("J. Hasbrouck, Empirical Market Microstructure, 2007")
            .input("trade", InputKind.TRADE, "The trades.")
            .sampledInput("quote", InputKind.QUOTE, "The quotes; the last one before the trade counts.")
            .doubleOutput("value", "The spread, in units of the price.")
            .doubleOutput("bps", "The spread, in basis points of the mid.")
            .create(w -> new EffectiveSpread(
                    w.tradeIn("trade"), w.quoteIn("quote"), w.doubleOut("value"), w.doubleOut("bps")));

    @Override
    public long compute(State state) {
        double mid = Mid.of(state, quote);
        double spread = 2.0 * paid(state, trade.price(state) - mid);
        return value.set(state, spread)
                | (mid == 0.0
                        ? basisPoints.withdraw()
                        : basisPoints.set(state, QuotedSpread.BASIS_POINTS * (spread / mid)));
    }

    private double paid(State state, double distance) {
        Side side = trade.side(state);
        if (side == Side.BUY) {
            return distance;
        }
        return side == Side.SELL ? -distance : Math.abs(distance);
    }
}
