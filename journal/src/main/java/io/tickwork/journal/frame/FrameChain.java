// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

/**
 * Which frame may follow the last one: by checksum, by the sequences of events, and by those of outcomes.
 *
 * <p>Threading: one thread. Nothing is allocated unless something is wrong.
 */
public final class FrameChain {
    private static final long UNKNOWN_GENERATION = -1;

    private int checksum = NO_PREVIOUS_CHECKSUM;
    private long nextSequence = NULL_SEQUENCE;
    private long nextOutcomeSequence = NULL_SEQUENCE;
    private long generation = UNKNOWN_GENERATION;
    private boolean isBegun;

    /** Begins with a manifest that follows nothing. */
    public FrameChain() {}

    /**
     * Begins behind a frame.
     *
     * @param checksum of that frame.
     * @param nextSequence sequence of the next event, or {@link FrameDescriptor#NULL_SEQUENCE}.
     * @param nextOutcomeSequence sequence of the next outcome, or {@link FrameDescriptor#NULL_SEQUENCE}.
     */
    public void begin(int checksum, long nextSequence, long nextOutcomeSequence) {
        this.checksum = checksum;
        this.nextSequence = nextSequence;
        this.nextOutcomeSequence = nextOutcomeSequence;
        isBegun = true;
    }

    /**
     * Begins before a frame, whatever it follows.
     *
     * @param frame that comes first.
     */
    public void beginBefore(FrameDecoder frame) {
        checksum = frame.previousChecksum();
        nextSequence = frame.firstSequence();
        nextOutcomeSequence = NULL_SEQUENCE;
        generation = UNKNOWN_GENERATION;
        isBegun = true;
    }

    /**
     * Tells why a frame cannot be the next one.
     *
     * @param frame sound by itself.
     * @return null when it can; else what is wrong.
     */
    public String defect(FrameDecoder frame) {
        if (frame.type() == FrameType.SEGMENT) {
            return "a segment begins within a segment";
        }
        if (frame.previousChecksum() != checksum) {
            return isBegun ? "a frame does not follow the one before it" : "the beginning of the journal is missing";
        }
        if (!isBegun && frame.type() != FrameType.MANIFEST) {
            return "the first frame is no manifest";
        }
        final long firstSequence = frame.firstSequence();
        final boolean firstEvents =
                nextSequence == NULL_SEQUENCE && frame.type() == FrameType.EVENTS && firstSequence >= 0;
        if (firstSequence != nextSequence && !firstEvents) {
            return "a frame begins at sequence " + firstSequence + " where " + nextSequence + " is due";
        }
        final int outcomeCount = frame.outcomeCount();
        if (outcomeCount > 0
                && isOutcomeKnown()
                && (frame.firstOutcomeSequence() != nextOutcomeSequence
                        || nextOutcomeSequence + outcomeCount > nextSequence)) {
            return outcomeCount + " outcomes from sequence " + frame.firstOutcomeSequence() + " on stand where that of "
                    + nextOutcomeSequence + " is due";
        }
        return null;
    }

    /** Not where the chain has begun in the midst of a journal. */
    private boolean isOutcomeKnown() {
        return nextOutcomeSequence != NULL_SEQUENCE || nextSequence == NULL_SEQUENCE;
    }

    /**
     * Goes on to a frame.
     *
     * @param frame of which {@link #defect} has found nothing.
     */
    public void accept(FrameDecoder frame) {
        checksum = frame.checksum();
        final int outcomeCount = frame.outcomeCount();
        if (outcomeCount > 0) {
            nextOutcomeSequence = frame.firstOutcomeSequence() + outcomeCount;
        }
        if (frame.type() == FrameType.EVENTS) {
            if (nextSequence == NULL_SEQUENCE) {
                nextOutcomeSequence = frame.firstSequence();
            }
            nextSequence = frame.firstSequence() + frame.entryCount();
        }
        isBegun = true;
    }

    /**
     * Says of which generation the manifest is that the frame at hand holds.
     *
     * @param generation from the manifest.
     */
    public void generation(long generation) {
        if (this.generation != UNKNOWN_GENERATION && this.generation != generation) {
            nextOutcomeSequence = nextSequence; // what the generation before left without, stays so
        }
        this.generation = generation;
    }

    /**
     * The checksum of the last frame.
     *
     * @return the checksum, {@link FrameDescriptor#NO_PREVIOUS_CHECKSUM} before the first.
     */
    public int checksum() {
        return checksum;
    }

    /**
     * The sequence that the next event will have.
     *
     * @return the sequence, {@link FrameDescriptor#NULL_SEQUENCE} before the first event.
     */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * The event that the next outcome will belong to.
     *
     * @return its sequence, {@link FrameDescriptor#NULL_SEQUENCE} before the first event and where it is not known.
     */
    public long nextOutcomeSequence() {
        return nextOutcomeSequence;
    }
}
