// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.JournalHandler;
import org.agrona.DirectBuffer;

/** How many events there are, and a hash over all their bytes in their order; and so of outcomes. */
final class Contents implements JournalHandler {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private long eventCount;
    private long hash;
    private long outcomeCount;

    /** {@return the number of events} */
    long eventCount() {
        return eventCount;
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != eventCount || sourceSequence != sequence || sourceId != JournalSink.SOURCE_ID) {
            throw new IllegalStateException("event " + sequence + " stands where that of " + eventCount + " is due");
        }
        onEvent(buffer, offset, length);
    }

    /** Takes the next event of those that have nothing but their bytes. */
    void onEvent(DirectBuffer buffer, int offset, int length) {
        eventCount++;
        hash = hash * MULTIPLIER + length;
        for (int i = 0; i < length; i += Long.BYTES) {
            hash = hash * MULTIPLIER + buffer.getLong(offset + i);
        }
    }

    /** Takes an excerpt of which only the length matters. */
    void onFrame(DirectBuffer frame) {
        eventCount++;
        hash = hash * MULTIPLIER + frame.capacity();
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        if (sequence != outcomeCount || digest != EventTape.digest(sequence)) {
            throw new IllegalStateException("the outcome of event " + sequence + " is not what was given");
        }
        outcomeCount++;
    }

    /** Refuses to go on when the events are not those that were appended. */
    void require(Contents expected) {
        if (eventCount != expected.eventCount || hash != expected.hash) {
            throw new IllegalStateException(
                    expected.eventCount + " events were appended, and the " + eventCount + " read are not the same");
        }
    }
}
