// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/** What is counted about outputs on their way to NATS. Each count only grows. */
public enum OutboundCounter {
    /** Messages handed to the NATS client, those sent again included. */
    PUBLISHED("published", "messages handed to the NATS client, those sent again included"),
    /** Outputs that the stream has confirmed. */
    CONFIRMED("confirmed", "outputs that the stream has confirmed"),
    /** Outputs made again after a start that the stream held already. */
    ALREADY_THERE("already-there", "outputs made again after a start that the stream held already"),
    /** How often the end of the stream was read back to find out what has arrived. */
    READ_BACK("read-back", "how often the end of the stream was read back to find out what has arrived"),
    /** Outputs sent once more, as no confirmation had come. */
    SENT_AGAIN("sent-again", "outputs sent once more, as no confirmation had come"),
    /** Messages dropped for newer ones, where the policy is {@link OverflowPolicy#DROP_OLDEST}. */
    DROPPED_OLDEST("dropped-oldest", "messages dropped for newer ones, as the queue was full"),
    /** Messages replaced by a newer one of their subject before they left. */
    CONFLATED("conflated", "messages replaced by a newer one of their subject before they left"),
    /** How often the bridge looked and the spool had no room, so that nothing was taken from the engine. */
    SPOOL_FULL("spool-full", "how often the spool had no room, so that nothing was taken from the engine"),
    /** Publishes that the client did not take, such as when its own queue is full; they were tried again. */
    NOT_TAKEN("not-taken", "publishes that the NATS client did not take; they were tried again"),
    /** Messages that had not left when the bridge was closed; with a stream they are made again by the next start. */
    LEFT_BEHIND("left-behind", "messages that had not left at the end; with a stream the next start makes them again");

    private final String label;
    private final String meaning;

    OutboundCounter(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** {@return its name for people and scripts} */
    public String label() {
        return label;
    }

    /** {@return what it counts} */
    public String meaning() {
        return meaning;
    }
}
