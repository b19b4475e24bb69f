// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;

/** Who crossed the spread, in arithmetic. */
final class Aggressor {
    private Aggressor() {}

    /** {@return the size of a trade if the buyer crossed the spread, less than 0 if the seller did, 0 if unknown} */
    static double signedSize(State state, TradeIn trade) {
        Side side = trade.side(state);
        if (side == Side.BUY) {
            return trade.size(state);
        }
        return side == Side.SELL ? -trade.size(state) : 0.0;
    }
}
