// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.scan.ScanDamage.NONE;

import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameType;

/** Counts what a segment holds: what counts, and what was given up. */
final class SegmentTally {
    private final SegmentFiles segment;
    private long bytes;
    private long frames;
    private long firstSequence = NONE;
    private long lastSequence = NONE;
    private long framesGivenUp;
    private long firstGivenUp = NONE;
    private long lastGivenUp = NONE;
    private String firstTime;
    private String lastTime;

    SegmentTally(SegmentFiles segment) {
        this.segment = segment;
    }

    long number() {
        return segment.number();
    }

    void bytes(long length) {
        bytes = length;
    }

    void count(FrameDecoder frame) {
        frames++;
        if (frame.type() == FrameType.EVENTS) {
            firstSequence = firstSequence == NONE ? frame.firstSequence() : firstSequence;
            lastSequence = last(frame);
        }
    }

    void time(String time) {
        firstTime = firstTime == null ? time : firstTime;
        lastTime = time;
    }

    void giveUp(FrameDecoder frame) {
        framesGivenUp++;
        if (frame.type() == FrameType.EVENTS) {
            firstGivenUp = firstGivenUp == NONE ? frame.firstSequence() : firstGivenUp;
            lastGivenUp = last(frame);
        }
    }

    /** Events that were counted turn out to have been given up; how many frames they stand in is not kept. */
    void giveUpFrom(long sequence) {
        if (lastSequence >= sequence) {
            firstGivenUp = Math.max(firstSequence, sequence);
            lastGivenUp = Math.max(lastSequence, lastGivenUp);
            lastSequence = sequence > firstSequence ? sequence - 1 : NONE;
            firstSequence = lastSequence == NONE ? NONE : firstSequence;
        }
    }

    ScannedSegment scanned(boolean isSound) {
        return new ScannedSegment(
                number(),
                segment.file(),
                bytes,
                frames,
                firstSequence,
                lastSequence,
                framesGivenUp,
                firstGivenUp,
                lastGivenUp,
                firstTime,
                lastTime,
                isSound);
    }

    private static long last(FrameDecoder frame) {
        return frame.firstSequence() + frame.entryCount() - 1;
    }
}
