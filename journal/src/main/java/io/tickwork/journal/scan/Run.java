// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;

/** Sound frames of one segment, each of which follows the one before it by checksum and sequence. */
final class Run {
    /** The shortest frame with the queue's header before it: less room than this holds no lost frame. */
    private static final int LOST_FRAME_LENGTH_MIN =
            FrameDescriptor.HEADER_LENGTH + FrameDescriptor.CHECKSUM_LENGTH + Integer.BYTES;

    final int segmentIndex;
    final long segment;
    final long from;
    final int previousChecksum;
    /** Of the first frame; {@code NULL_SEQUENCE} before the first event of the journal. */
    final long firstSequence;

    long to;
    int checksum;
    long nextSequence;
    long frames;
    long firstEvent = ScanDamage.NONE;
    boolean closing;
    /** Nothing is wrong in the file before the run's first frame. */
    boolean isCleanBefore;
    /** Nothing is wrong in the file behind the run's last frame. */
    boolean isCleanBehind;

    String firstTime;
    String lastTime;

    // How the run was chosen, see JournalScan.
    long weight;
    Run before;

    Run(int segmentIndex, long segment, long from, FrameDecoder frame) {
        this.segmentIndex = segmentIndex;
        this.segment = segment;
        this.from = from;
        previousChecksum = frame.previousChecksum();
        firstSequence = frame.firstSequence();
        nextSequence = firstSequence;
    }

    boolean isContinuedBy(FrameDecoder frame) {
        return frame.previousChecksum() == checksum
                && (frame.firstSequence() == nextSequence
                        || nextSequence == NULL_SEQUENCE && frame.type() == FrameType.EVENTS);
    }

    boolean isContinuedBy(Run other) {
        return other.previousChecksum == checksum
                && (other.firstSequence == nextSequence || nextSequence == NULL_SEQUENCE);
    }

    boolean isWhollyContinuedBy(Run other) {
        return segmentIndex != other.segmentIndex && isCleanBehind && other.isCleanBefore && isContinuedBy(other);
    }

    void add(FrameDecoder frame, long end) {
        to = end;
        checksum = frame.checksum();
        frames++;
        if (frame.type() == FrameType.EVENTS) {
            firstEvent = firstEvent == ScanDamage.NONE ? frame.firstSequence() : firstEvent;
            nextSequence = frame.firstSequence() + frame.entryCount();
        }
        closing = frame.type() == FrameType.CHECKPOINT
                && (frame.checkpointField(FrameDescriptor.CHECKPOINT_FLAGS_OFFSET)
                                & FrameDescriptor.CHECKPOINT_CLOSING_FLAG)
                        != 0;
    }

    /** Whether the other, which stands later, may belong to the same journal with or without a hole between. */
    boolean mayPrecede(Run other) {
        if (isContinuedBy(other)) {
            return true;
        }
        if (other.previousChecksum == NO_PREVIOUS_CHECKSUM
                || nextSequence != NULL_SEQUENCE && other.firstSequence < nextSequence) {
            return false;
        }
        if (segmentIndex != other.segmentIndex) {
            // Between a whole segment and the whole next one nothing can have been lost.
            return !(segment + 1 == other.segment && isCleanBehind && other.isCleanBefore);
        }
        final long room = other.from - to;
        final long lost = nextSequence == NULL_SEQUENCE ? 0 : other.firstSequence - nextSequence;
        return room >= LOST_FRAME_LENGTH_MIN && lost <= room / FrameDescriptor.ENTRY_HEADER_LENGTH;
    }
}
