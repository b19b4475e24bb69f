// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.bridge.BridgeCounter;

/**
 * What is counted of what comes in.
 *
 * <p>Received = published + refused + duplicates + others + redelivered, but for the one message at hand. Sent by a
 * source on a subject, from the first that was received to the last = received + missing - late, its duplicates aside.
 */
public enum InboundCounter implements BridgeCounter {
    /** Everything taken from NATS. */
    RECEIVED(1, "received", "messages taken from NATS"),
    /** What went into the ring. */
    PUBLISHED(2, "published", "messages published to the engine"),
    /** What may not enter; the reasons are counted apart. */
    REFUSED(3, "refused", "messages refused, by the reasons below"),
    /** What has come before. */
    DUPLICATES(4, "duplicates", "messages left out as their source and sequence had come before"),
    /** What is not for this engine. */
    OTHERS(5, "not ours", "messages of a stream, or of symbols, that this engine does not take"),
    /** What a stream has delivered again. */
    REDELIVERED(6, "redelivered", "messages left out as the stream had delivered them before"),
    /** What never came. */
    MISSING(7, "missing", "messages missing by the sequences of their sources"),
    /** What came out of order. */
    LATE(8, "late", "messages counted as missing that came later, and were published"),
    /** Too slow. */
    DROPPED(9, "dropped", "messages that the client library dropped as its queue was full; they show as missing too"),
    /** What was left in the queue at the end. */
    UNREAD(10, "unread", "messages that had come and were not taken before the end"),
    /** Of a stream: removed before it was read. */
    EXPIRED(11, "expired", "messages that the stream removed before they were read"),
    /** Of a stream: its consumer was made anew. */
    RESTARTS(12, "restarts", "times delivery from the stream was begun again behind the last message"),
    /** The ring was full. */
    BACK_PRESSURE(13, "ring full", "times a message was kept as the engine's ring was full"),
    /** Copies of what was refused. */
    DEAD_LETTERS(14, "dead letters", "refused messages copied to the subject for them"),
    /** Not copied. */
    DEAD_LETTERS_LEFT_OUT(15, "dead letters left out", "refused messages not copied: too many, or no connection"),
    /** Time that passes without market data. */
    CLOCKS(16, "clocks", "clock events published"),
    /** Definitions. */
    DEFINITIONS(17, "definitions", "definitions of symbols published"),
    /** What tells the graph what to do. */
    CONTROLS(18, "controls", "control messages among those published");

    private final int id;
    private final String label;
    private final String meaning;

    InboundCounter(int id, String label, String meaning) {
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
