// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

/**
 * A place between two frames, where reading can begin.
 *
 * @param segment number of the segment.
 * @param offset in its data file, in bytes, where the next document begins: just behind a frame.
 * @param checksum of the frame before.
 * @param nextSequence sequence the next event will have; {@link Long#MIN_VALUE} before the first.
 * @param nextOutcomeSequence sequence of the event whose outcome comes next; {@link Long#MIN_VALUE} before the first
 *     event.
 */
public record JournalPosition(long segment, long offset, int checksum, long nextSequence, long nextOutcomeSequence) {}
