// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;

/**
 * Trades with the bars that end what is gathered from them, from the inputs {@code trade} and {@code bar}. A bar closes
 * in a cycle of its own, ahead of that of the trade that ended it.
 *
 * @param trade the trades.
 * @param bar the bars.
 * @param traded whether there is a new trade.
 * @param closed whether a bar has closed.
 */
record BarTrades(TradeIn trade, CandleIn bar, TriggeredBy traded, TriggeredBy closed) {
    static BarTrades of(Wiring wiring) {
        return new BarTrades(
                wiring.tradeIn("trade"),
                wiring.candleIn("bar"),
                wiring.triggeredBy("trade"),
                wiring.triggeredBy("bar"));
    }

    /**
     * Whether there is a new trade to be counted. One without a size is not, nor is one that is older than the close of
     * the last bar: bars leave it out too. One from a span without trades, that comes after trades of a later bar, is
     * late to bars but counted here, as nothing says where the open bar began.
     */
    boolean hasTrade(State state) {
        return traded.test(state) && trade.size(state) > 0 && trade.eventTimeNs(state) >= bar.closeTimeNs(state);
    }

    boolean hasClosed(State state) {
        return closed.test(state);
    }
}
