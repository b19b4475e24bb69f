// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.BridgeCounter;

/** What is counted about outputs on their way to NATS. Each count only grows. */
public enum OutboundCounter implements BridgeCounter {
    /** Messages handed to the NATS client, those sent again included. */
    PUBLISHED(1, "published", "messages handed to the NATS client, those sent again included"),
    /** Outputs that the stream has confirmed. */
    CONFIRMED(2, "confirmed", "outputs that the stream has confirmed"),
    /** Outputs made again after a start that the stream held already. */
    ALREADY_THERE(3, "already there", "outputs made again after a start that the stream held already"),
    /** How often the end of the stream was read back to find out what has arrived. */
    READ_BACK(4, "read back", "how often the end of the stream was read back to find out what has arrived"),
    /** Outputs sent once more, as no confirmation had come. */
    SENT_AGAIN(5, "sent again", "outputs sent once more, as no confirmation had come"),
    /** Messages dropped for newer ones, where the policy is {@link OverflowPolicy#DROP_OLDEST}. */
    DROPPED_OLDEST(6, "dropped oldest", "messages dropped for newer ones, as the queue was full"),
    /** Messages replaced by a newer one of their subject before they left. */
    CONFLATED(7, "conflated", "messages replaced by a newer one of their subject before they left"),
    /** How often the bridge looked and the spool had no room, so that nothing was taken from the engine. */
    SPOOL_FULL(8, "spool full", "how often the spool had no room, so that nothing was taken from the engine"),
    /** Publishes that the client did not take, such as when its own queue is full; they were tried again. */
    NOT_TAKEN(9, "not taken", "publishes that the NATS client did not take; they were tried again"),
    /** Messages that had not left when the bridge was closed; with a stream they are made again by the next start. */
    LEFT_BEHIND(
            10, "left behind", "messages that had not left at the end; with a stream the next start makes them again");

    private final int id;
    private final String label;
    private final String meaning;

    OutboundCounter(int id, String label, String meaning) {
        this.id = id;
        this.label = label;
        this.meaning = meaning;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
