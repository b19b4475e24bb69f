// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.frame.FrameDescriptor;
import java.util.UUID;

/**
 * Where a journal is gone on with.
 *
 * @param journalId of the journal, null when there is none yet.
 * @param segment number of the segment that frame stands in, 0 when there is none yet.
 * @param checksum of the last frame that counts.
 * @param nextSequence sequence the next event will have; {@link Long#MIN_VALUE} when there is none yet.
 * @param nextOutcomeSequence sequence of the first event without an outcome; {@link Long#MIN_VALUE} when there is no
 *     event yet.
 * @param generation of its last manifest, 0 when there is none.
 */
public record JournalEnd(
        UUID journalId, long segment, int checksum, long nextSequence, long nextOutcomeSequence, long generation) {
    /** That of a journal without frames. */
    public static final JournalEnd EMPTY = new JournalEnd(
            null,
            0,
            FrameDescriptor.NO_PREVIOUS_CHECKSUM,
            FrameDescriptor.NULL_SEQUENCE,
            FrameDescriptor.NULL_SEQUENCE,
            0);
}
