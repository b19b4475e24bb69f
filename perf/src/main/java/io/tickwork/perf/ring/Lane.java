// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import org.agrona.DirectBuffer;

/**
 * Hands trades from one thread to another, in order, each an SBE message of {@link TradePayload#LENGTH} bytes that is
 * encoded where it lies. One thread offers, one polls.
 */
public interface Lane extends AutoCloseable {
    /** How many trades a lane holds before it is full: as many as fit a ring of the engine. */
    int CAPACITY = 8_192;

    /**
     * Encodes and publishes a trade.
     *
     * @param number of the trade.
     * @return false if the lane was full: nothing was published.
     */
    boolean offer(long number);

    /**
     * Takes what has come.
     *
     * @param sink is given each trade.
     * @param limit the most trades.
     * @return how many trades were taken.
     */
    int poll(Sink sink, int limit);

    @Override
    default void close() {}

    /** Takes trades. */
    interface Sink {
        /**
         * Takes a trade.
         *
         * @param buffer holds the message, until this returns.
         * @param offset of the message.
         */
        void onTrade(DirectBuffer buffer, int offset);
    }
}
