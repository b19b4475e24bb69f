// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

/** A sequence of trades of one symbol, read one by one. For one thread. */
public interface TradeSource extends AutoCloseable {
    /**
     * Reads the next trade.
     *
     * @param row receives it; left as it is at the end.
     * @return false at the end.
     * @throws FeedException if what comes next is not a trade.
     */
    boolean next(TradeRow row);

    /**
     * Number of trades from the first to the last.
     *
     * @return that number, or {@link Feed#UNKNOWN}.
     */
    long tradeCount();

    /** Releases what the trades are read from. */
    @Override
    void close();
}
