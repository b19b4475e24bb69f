// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKSUM_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.LENGTH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_HIGH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_LOW_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_NUMBER_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.VERSION;

import io.tickwork.journal.Damage;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.SegmentReader;
import io.tickwork.journal.frame.FrameChecks;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.util.UUID;

/**
 * Finds the sound frames of one segment, in the order in which they stand, which is the order in which they were
 * written: a frame that stands elsewhere is not sound.
 *
 * <p>It follows the queue's documents while they lead from sound frame to sound frame. Where they do not, every place
 * behind the last sound frame is tried; a frame can be known by itself. Each byte is looked at a bounded number of
 * times unless events themselves look like frames.
 */
final class DataFileScanner implements AutoCloseable {
    private static final int DOCUMENT_HEADER_LENGTH = Integer.BYTES;
    private static final int DOCUMENT_ALIGNMENT = Integer.BYTES;

    /** The version and one of the types that follow others: this much of a frame's beginning is always the same. */
    private static final int HEAD_LENGTH = LENGTH_OFFSET + Integer.BYTES;

    private final SegmentReader reader;
    private final SegmentFiles segment;
    private final UUID journalId;
    private final FrameChecks checks = new FrameChecks();
    private final FrameDecoder frame = checks.frame();
    private final long fileLength;

    private boolean isPlaceKnown;
    private int segmentPlace;
    private boolean isBegun;
    private boolean isFirst = true;
    private long from;
    private long soundEnd;
    private String defect;

    /**
     * Opens a segment.
     *
     * @param segment to read.
     * @param journalId of the journal it should belong to; null when that is not known.
     * @throws Damage when it has no data file.
     */
    DataFileScanner(SegmentFiles segment, UUID journalId) {
        this.segment = segment;
        this.journalId = journalId;
        reader = new SegmentReader(segment, MAX_FRAME_LENGTH, null);
        reader.passOverArchiveDamage();
        fileLength = reader.fileLength();
        if (journalId != null) {
            isPlaceKnown = true;
            segmentPlace = FrameDescriptor.segmentPlace(journalId, segment.number());
        }
    }

    /** The frame found; valid until the next move. */
    FrameDecoder frame() {
        return frame;
    }

    /** Whether it is the first that was found. */
    boolean isFirst() {
        return isFirst;
    }

    /** Where the frame's excerpt begins. */
    long from() {
        return from;
    }

    /** Where the last sound frame ends. */
    long soundEnd() {
        return soundEnd;
    }

    /** What was wrong between the sound frame before and this one, or the end; null when nothing was. */
    String defect() {
        return defect;
    }

    /** What is wrong with the archive that was scanned; null when nothing is, or it is no archive. */
    String archiveDamage() {
        return reader.archiveDamage();
    }

    long fileLength() {
        return fileLength;
    }

    /**
     * Moves to the next sound frame.
     *
     * @param expectedChecksum of the frame that it should follow.
     * @return false at the end of the file.
     */
    boolean next(int expectedChecksum) {
        isFirst = !isBegun;
        defect = null;
        if (!isBegun) {
            isBegun = true;
            defect = identify();
            if (defect != null) {
                return search(0, fileLength);
            }
        }
        try {
            if (!reader.next()) {
                return atEnd();
            }
        } catch (Damage e) {
            defect = e.getMessage();
            return search(soundEnd, fileLength);
        }
        final long at = reader.position();
        defect = check(at, reader.offset(), reader.length());
        if (defect != null) {
            return search(soundEnd, fileLength);
        }
        if (at != soundEnd && frame.previousChecksum() != expectedChecksum) {
            // The documents between may have swallowed frames: their kind and length are not covered by any checksum.
            final long end = reader.end();
            if (search(soundEnd, at)) {
                defect = "frames are hidden from the queue";
                return true;
            }
            reader.seek(end, at);
            final int index = reader.load(at + DOCUMENT_HEADER_LENGTH, (int) (end - at) - DOCUMENT_HEADER_LENGTH);
            check(at, index, frameLength(index));
        }
        return accept(at);
    }

    /** Reads the frame that says which segment it is. */
    private String identify() {
        try {
            if (!reader.next()
                    || checks.wrap(reader.window(), reader.offset(), reader.length(), 0) != null
                    || frame.version() != VERSION
                    || checks.content() != null
                    || frame.type() != FrameType.SEGMENT) {
                return "it does not say which segment it is";
            }
        } catch (Damage e) {
            return e.getMessage();
        }
        final UUID id = new UUID(
                frame.segmentField(SEGMENT_JOURNAL_HIGH_OFFSET), frame.segmentField(SEGMENT_JOURNAL_LOW_OFFSET));
        if (journalId != null && !journalId.equals(id)) {
            return "it belongs to another journal";
        }
        final long number = frame.segmentField(SEGMENT_NUMBER_OFFSET);
        if (number != segment.number()) {
            return "it is segment " + number + " and stands where another should";
        }
        soundEnd = reader.end();
        return null;
    }

    private boolean atEnd() {
        final long end = reader.position();
        final int index = reader.load(end, DOCUMENT_HEADER_LENGTH);
        final boolean isUnfinished = index >= 0 && reader.window().getInt(index) != 0;
        try {
            reader.checkEnd();
        } catch (Damage e) {
            defect = e.getMessage();
            return search(soundEnd, fileLength);
        }
        // An append that was cut short may be complete but for its header: it was never accepted.
        if (search(isUnfinished ? end + DOCUMENT_ALIGNMENT : end, fileLength)) {
            defect = "frames are hidden from the queue";
            return !isUnfinished || search(end, fileLength); // with one behind it, it was not cut short
        }
        if (!isUnfinished && !isZero(end)) {
            defect = "bytes behind the end are not zero";
        }
        return false;
    }

    /** Tries every place. What was found wrong before stays, since it says why there was a search. */
    private boolean search(long begin, long end) {
        for (long at = begin + (DOCUMENT_ALIGNMENT - 1) & -DOCUMENT_ALIGNMENT; at < end; at += DOCUMENT_ALIGNMENT) {
            final int head = reader.load(at + DOCUMENT_HEADER_LENGTH, HEAD_LENGTH);
            if (head < 0) {
                return false;
            }
            // Most of what is searched is the zeros that were allocated ahead.
            if (isHead(reader.window().getInt(head))) {
                final int length = frameLength(head);
                if (isLength(length, at) && isFrame(at, length)) {
                    reader.seek(at + DOCUMENT_HEADER_LENGTH + length, at);
                    return accept(at);
                }
            }
        }
        return false;
    }

    private static boolean isHead(int bytes) {
        final FrameType type = (bytes & 0xFFFF) == VERSION ? FrameType.of(bytes >>> Short.SIZE) : null;
        return type != null && type != FrameType.SEGMENT;
    }

    private boolean isLength(int length, long at) {
        return length >= FrameChecks.LENGTH_MIN
                && length <= MAX_FRAME_LENGTH
                && (length & FrameDescriptor.ALIGNMENT - 1) == CHECKSUM_LENGTH
                && at + DOCUMENT_HEADER_LENGTH + length <= fileLength;
    }

    private int frameLength(int index) {
        return reader.window().getInt(index + LENGTH_OFFSET);
    }

    private boolean isFrame(long at, int length) {
        if (!isPlaceKnown && !findPlace(at, length)) {
            return false;
        }
        return check(at, reader.load(at + DOCUMENT_HEADER_LENGTH, length), length) == null;
    }

    /**
     * Where no segment says which journal it belongs to, the frames do: two that stand one behind the other and are
     * sound in the same place of all.
     */
    private boolean findPlace(long at, int length) {
        final int place = placeOf(at, length);
        final long next = at + DOCUMENT_HEADER_LENGTH + length;
        final int head = reader.load(next + DOCUMENT_HEADER_LENGTH, HEAD_LENGTH);
        if (head < 0 || !isHead(reader.window().getInt(head))) {
            return false;
        }
        final int nextLength = frameLength(head);
        if (!isLength(nextLength, next) || placeOf(next, nextLength) != place) {
            return false;
        }
        segmentPlace = place;
        isPlaceKnown = true;
        return true;
    }

    private int placeOf(long at, int length) {
        checks.wrap(reader.window(), reader.load(at + DOCUMENT_HEADER_LENGTH, length), length, 0);
        return FrameDescriptor.place(checks.place(), at); // exclusive or twice is nothing
    }

    /** Looks at one frame by itself; null when it is sound. */
    private String check(long at, int index, int length) {
        final String wrong = checks.wrap(reader.window(), index, length, FrameDescriptor.place(segmentPlace, at));
        if (wrong != null) {
            return wrong;
        }
        if (frame.version() != VERSION) {
            throw JournalException.input("Segment " + segment.number() + " of the journal is written in format version "
                    + frame.version() + ", and this build reads version " + VERSION + ". Use the build that wrote it.");
        }
        return checks.content();
    }

    private boolean accept(long at) {
        from = at;
        soundEnd = reader.end();
        return true;
    }

    private boolean isZero(long begin) {
        for (long at = begin; at < fileLength; at += Integer.BYTES) {
            final int count = (int) Math.min(Integer.BYTES, fileLength - at);
            final int index = reader.load(at, count);
            for (int i = 0; i < count; i++) {
                if (reader.window().get(index + i) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        reader.close();
    }
}
