// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

/**
 * Publishes the definition of a symbol, at the time of its first trade, and then its trades one after another. A source
 * without trades publishes nothing. What the publisher says has been published before is passed over, and counts as
 * published.
 */
public final class TradeFeed implements Feed {
    private final TradeSource source;
    private final Symbol symbol;
    private final TradePublisher publisher;
    private final Pacer pacer;
    private final TradeRow row = new TradeRow();

    /** Whether the row has been read and not yet published. */
    private boolean isPending;

    /** Trades of the source that were published before. */
    private long passedOver;

    private boolean isSymbolDefined;
    private boolean isDone;
    private long publishedCount;

    /**
     * Connects a source to the ring.
     *
     * @param source of the trades; closed with this feed.
     * @param symbol they are of.
     * @param publisher to publish them with.
     * @param pacer that says when.
     */
    public TradeFeed(TradeSource source, Symbol symbol, TradePublisher publisher, Pacer pacer) {
        this.source = source;
        this.symbol = symbol;
        this.publisher = publisher;
        this.pacer = pacer;
        publishedCount = publisher.sourceSequence();
        isSymbolDefined = publishedCount > 0;
        passedOver = Math.max(0, publishedCount - 1);
    }

    @Override
    public int poll(int limit) {
        int count = 0;
        while (count < limit && hasNext() && pacer.isDue(row.eventTimeNs()) && publishNext()) {
            count++;
        }
        return count;
    }

    @Override
    public boolean isDone() {
        return isDone;
    }

    @Override
    public long publishedCount() {
        return publishedCount;
    }

    @Override
    public long totalCount() {
        long tradeCount = source.tradeCount();
        return tradeCount > 0 ? tradeCount + 1 : tradeCount;
    }

    @Override
    public void close() {
        source.close();
    }

    private boolean hasNext() {
        if (!isPending && !isDone) {
            while (passedOver > 0 && source.next(row)) {
                passedOver--;
            }
            isPending = source.next(row);
            isDone = !isPending;
        }
        return isPending;
    }

    private boolean publishNext() {
        long timeNs = row.eventTimeNs();
        if (!isSymbolDefined) {
            isSymbolDefined = publisher.publish(symbol, timeNs, timeNs);
            publishedCount += isSymbolDefined ? 1 : 0;
            return isSymbolDefined;
        }
        if (!publisher.publish(symbol.id(), row, timeNs)) {
            return false;
        }
        isPending = false;
        publishedCount++;
        return true;
    }
}
