// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import org.agrona.DirectBuffer;

/**
 * Receives what a journal holds, in order. Implement what you need.
 *
 * <p>A frame is checked as a whole before the first call for it. An exception thrown here leaves the reader behind that
 * frame.
 */
public interface JournalHandler {
    /**
     * The journal explains itself: first of all, after every change of graph, and again at the head of every file.
     *
     * @param manifest equal to the one before when only a new file began.
     */
    default void onManifest(Manifest manifest) {}

    /**
     * An event, in the order in which the engine ran it.
     *
     * @param sequence its sequence, one above that of the event before.
     * @param sourceId where it came from.
     * @param sourceSequence the source's own sequence number.
     * @param buffer holds it; valid only during this call.
     * @param offset where it begins, in bytes.
     * @param length its length in bytes.
     */
    default void onEvent(
            long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {}

    /**
     * The digest of an event's outputs. Comes after the event, before any event of a later frame.
     *
     * @param sequence the event's sequence, one above that of the outcome before.
     * @param digest of its outputs.
     */
    default void onOutcome(long sequence, int digest) {}

    /**
     * What outputs and state looked like after an event.
     *
     * @param checkpoint the handler may keep it.
     */
    default void onCheckpoint(Checkpoint checkpoint) {}

    /**
     * How far a source had come when a segment began; behind the manifest at its head.
     *
     * @param sourceId of the source.
     * @param sourceSequence the source sequence of its last event.
     */
    default void onSource(int sourceId, long sourceSequence) {}
}
