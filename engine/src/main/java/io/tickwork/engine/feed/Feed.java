// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

/**
 * Something that publishes events to the inbound ring when it is polled. Called only by the ring's producer thread,
 * except for the constructor. Never waits for the ring.
 */
public interface Feed extends AutoCloseable {
    /** A number of events that cannot be known ahead. */
    long UNKNOWN = -1;

    /**
     * Publishes what is due, until the ring is full. Nothing is lost then: what found no room is offered again by the
     * next call.
     *
     * @param limit the greatest number of events to publish.
     * @return the number of events published; 0 if none is due, there is no room, or the feed is done.
     * @throws FeedException if the source of the events turns out to be unreadable.
     */
    int poll(int limit);

    /**
     * Whether the feed has come to its end.
     *
     * @return true once a poll has found nothing left to publish, ever.
     */
    boolean isDone();

    /**
     * Number of events published so far.
     *
     * @return a count that only grows.
     */
    long publishedCount();

    /**
     * Number of events this feed will have published when it is done.
     *
     * @return that number, or {@link #UNKNOWN}.
     */
    long totalCount();

    /** Releases what the feed reads from. */
    @Override
    void close();
}
