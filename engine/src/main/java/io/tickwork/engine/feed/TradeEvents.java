// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import org.agrona.MutableDirectBuffer;

/** Trades as events. */
final class TradeEvents implements EventSource {
    private final CsvTradeSource trades;
    private final Symbol symbol;
    private final TradeRow row = new TradeRow();
    private final InboundEncoder encoder = new InboundEncoder();

    TradeEvents(CsvTradeSource trades, Symbol symbol) {
        this.trades = trades;
        this.symbol = symbol;
    }

    @Override
    public boolean next() {
        return trades.next(row);
    }

    @Override
    public long eventTimeNs() {
        return row.eventTimeNs();
    }

    @Override
    public int encode(MutableDirectBuffer buffer, int offset) {
        return encoder.trade(buffer, offset, symbol.id(), row, row.eventTimeNs());
    }

    @Override
    public FeedException refused(String reason) {
        return trades.refused(reason);
    }

    @Override
    public void close() {
        trades.close();
    }
}
