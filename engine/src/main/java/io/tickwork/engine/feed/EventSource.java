// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import org.agrona.MutableDirectBuffer;

/** A sequence of events of one symbol, read one by one. For one thread. */
public interface EventSource extends AutoCloseable {
    /**
     * Reads the next event.
     *
     * @return false at the end.
     * @throws FeedException if what comes next is not an event.
     */
    boolean next();

    /** {@return the time of the event last read, UTC epoch nanoseconds} */
    long eventTimeNs();

    /**
     * Encodes the event last read. Its time of receipt is its own time.
     *
     * @param buffer to encode into.
     * @param offset where the message begins.
     * @return its length in bytes, at most {@link MarketDataFile#EVENT_LENGTH_MAX}.
     */
    int encode(MutableDirectBuffer buffer, int offset);

    /**
     * What to say of the event last read when it may not enter.
     *
     * @param reason what is wrong with it.
     * @return names the row.
     */
    FeedException refused(String reason);

    /** Releases what the events are read from. */
    @Override
    void close();
}
