// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import java.util.UUID;

/**
 * Where each byte of a frame lies. All numbers are little endian; offsets are bytes from the start of the frame.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |            Version            |             Type              |   0
 *  +-------------------------------+-------------------------------+
 *  |                         Frame Length                          |   4
 *  +---------------------------------------------------------------+
 *  |                       Previous Checksum                       |   8
 *  +---------------------------------------------------------------+
 *  |                          Entry Count                          |  12
 *  +---------------------------------------------------------------+
 *  |                                                               |  16
 *  |                        First Sequence                         |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                         Outcome Count                         |  24
 *  +---------------------------------------------------------------+
 *  |                          Outcome Lag                          |  28
 *  +---------------------------------------------------------------+
 *  |              Outcomes, 4 bytes each, padded to 8             ...  32
 *  +---------------------------------------------------------------+
 *  |                      Body, padded to 8                       ...
 *  +---------------------------------------------------------------+
 *  |                       Checksum (CRC32C)                       |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * An entry of an EVENTS body:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                         Event Length                          |   0
 *  +---------------------------------------------------------------+
 *  |                           Source Id                           |   4
 *  +---------------------------------------------------------------+
 *  |                                                               |   8
 *  |                        Source Sequence                        |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                     Event, padded to 8                       ...  16
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * The body of a CHECKPOINT:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                           Sequence                            |   0
 *  +---------------------------------------------------------------+
 *  |                          Engine Time                          |   8
 *  +---------------------------------------------------------------+
 *  |                         Output Count                          |  16
 *  +---------------------------------------------------------------+
 *  |                         Outputs Hash                          |  24
 *  +---------------------------------------------------------------+
 *  |                          State Hash                           |  32
 *  +---------------------------------------------------------------+
 *  |                            Flags                              |  40
 *  +---------------------------------------------------------------+
 *  |                 Node Digests, 8 bytes each                   ...  48
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * An entry of a SOURCES body:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                           Source Id                           |   0
 *  +---------------------------------------------------------------+
 *  |                             Zero                              |   4
 *  +---------------------------------------------------------------+
 *  |                        Source Sequence                        |   8
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * The body of a SEGMENT:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                        Segment Number                         |   0
 *  +---------------------------------------------------------------+
 *  |                    Journal Id, upper half                     |   8
 *  +---------------------------------------------------------------+
 *  |                    Journal Id, lower half                     |  16
 *  +---------------------------------------------------------------+
 *  |              Created, UTC epoch milliseconds                  |  24
 *  +---------------------------------------------------------------+
 *  |          Number of the Segment it goes on from, or 0          |  32
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * The body of a MANIFEST is UTF-8 text.
 *
 * <p>A frame's length is always 8n + 4. With the queue's own 4-byte excerpt header that keeps every frame at the same
 * alignment and wastes nothing: a batch of one 64-byte event with one outcome takes two cache lines.
 */
public final class FrameDescriptor {
    /** The version this build writes, and the newest it reads. */
    public static final int VERSION = 1;

    /** Stands for a sequence while the journal holds no event. */
    public static final long NULL_SEQUENCE = Long.MIN_VALUE;

    /** What the first frame of a journal carries as the checksum of the frame before. */
    public static final int NO_PREVIOUS_CHECKSUM = 0;

    /** Length of the largest frame: a bound that lets a reader refuse a damaged length before it allocates. */
    public static final int MAX_FRAME_LENGTH = 1 << 28;

    /** Everything in a frame is padded to this. */
    public static final int ALIGNMENT = 8;

    /** u16. Together with type, length and the place of the checksum it keeps its meaning in every version. */
    public static final int VERSION_OFFSET = 0;

    /** u16, see {@link FrameType}. */
    public static final int TYPE_OFFSET = 2;

    /** i32: bytes from the version to the end of the checksum. */
    public static final int LENGTH_OFFSET = 4;

    /** i32: the checksum of the frame before, which makes the frames a chain. */
    public static final int PREVIOUS_CHECKSUM_OFFSET = 8;

    /** i32: events, node digests, or bytes of text, by type. */
    public static final int ENTRY_COUNT_OFFSET = 12;

    /**
     * i64: the sequence of the first event of an EVENTS frame; in other frames the sequence that the next event will
     * have, or {@link #NULL_SEQUENCE} before the first.
     */
    public static final int FIRST_SEQUENCE_OFFSET = 16;

    /** i32: outcomes in this frame. */
    public static final int OUTCOME_COUNT_OFFSET = 24;

    /** i32: first sequence less the sequence of the first outcome; 0 when there is no outcome. */
    public static final int OUTCOME_LAG_OFFSET = 28;

    /** Length of the header; the outcomes begin here. */
    public static final int HEADER_LENGTH = 32;

    /** Bytes of one outcome. */
    public static final int OUTCOME_LENGTH = Integer.BYTES;

    /** Bytes of the checksum that ends a frame. */
    public static final int CHECKSUM_LENGTH = Integer.BYTES;

    /** i32 in an entry: bytes of the event without padding. */
    public static final int ENTRY_EVENT_LENGTH_OFFSET = 0;

    /** i32 in an entry: where the event came from. */
    public static final int ENTRY_SOURCE_ID_OFFSET = 4;

    /** i64 in an entry: the source's own sequence number. */
    public static final int ENTRY_SOURCE_SEQUENCE_OFFSET = 8;

    /** Length of an entry's header; the event begins here. */
    public static final int ENTRY_HEADER_LENGTH = 16;

    /** i64 in a checkpoint: the last event it covers. */
    public static final int CHECKPOINT_SEQUENCE_OFFSET = 0;

    /** i64 in a checkpoint: engine time, UTC epoch nanoseconds. */
    public static final int CHECKPOINT_ENGINE_TIME_OFFSET = 8;

    /** i64 in a checkpoint: outputs since the start of the journal. */
    public static final int CHECKPOINT_OUTPUT_COUNT_OFFSET = 16;

    /** i64 in a checkpoint. */
    public static final int CHECKPOINT_OUTPUTS_HASH_OFFSET = 24;

    /** i64 in a checkpoint. */
    public static final int CHECKPOINT_STATE_HASH_OFFSET = 32;

    /** i64 in a checkpoint: see {@link #CHECKPOINT_CLOSING_FLAG}; the other bits are zero. */
    public static final int CHECKPOINT_FLAGS_OFFSET = 40;

    /** Length of a checkpoint's fixed part; the node digests begin here. */
    public static final int CHECKPOINT_HEADER_LENGTH = 48;

    /** Flag: the run ended cleanly here. */
    public static final long CHECKPOINT_CLOSING_FLAG = 1;

    /** i64 in an entry of a SOURCES frame; the source's id, an i32, stands at offset 0. */
    public static final int SOURCE_SEQUENCE_OFFSET = 8;

    /** Length of an entry of a SOURCES frame. */
    public static final int SOURCE_LENGTH = 16;

    /** i64 in a segment frame: the number that the directory is named by. */
    public static final int SEGMENT_NUMBER_OFFSET = 0;

    /** i64 in a segment frame: the journal's id, a random one, upper half. */
    public static final int SEGMENT_JOURNAL_HIGH_OFFSET = 8;

    /** i64 in a segment frame: the journal's id, lower half. */
    public static final int SEGMENT_JOURNAL_LOW_OFFSET = 16;

    /** i64 in a segment frame: when it was made, UTC epoch milliseconds. */
    public static final int SEGMENT_CREATED_OFFSET = 24;

    /** Offset in the body of the number of the segment it goes on from, 0 for none: 64-bit. */
    public static final int SEGMENT_FOLLOWS_OFFSET = 32;

    /** Length of the body of a SEGMENT frame. */
    public static final int SEGMENT_LENGTH = 40;

    private FrameDescriptor() {}

    /**
     * Rounds a length up to {@link #ALIGNMENT}.
     *
     * @param length in bytes.
     * @return the padded length in bytes.
     */
    public static int padded(int length) {
        return (length + (ALIGNMENT - 1)) & -ALIGNMENT;
    }

    /**
     * Where the body begins.
     *
     * @param outcomeCount outcomes in the frame.
     * @return offset in bytes from the start of the frame.
     */
    public static int bodyOffset(int outcomeCount) {
        return HEADER_LENGTH + padded(outcomeCount * OUTCOME_LENGTH);
    }

    /**
     * The room an event takes in a frame.
     *
     * @param eventLength bytes of the event.
     * @return length in bytes of its entry, padding included.
     */
    public static int entryLength(int eventLength) {
        return ENTRY_HEADER_LENGTH + padded(eventLength);
    }

    /**
     * What the checksums of a segment's frames are bound to besides the bytes, together with {@link #place}.
     *
     * @param journalId of the journal.
     * @param number of the segment.
     * @return 32 well mixed bits.
     */
    public static int segmentPlace(UUID journalId, long number) {
        long mixed = journalId.getMostSignificantBits();
        mixed = mix(mixed) ^ journalId.getLeastSignificantBits();
        mixed = mix(mixed) ^ number;
        return (int) (mix(mixed) >>> Integer.SIZE);
    }

    /**
     * What a frame's checksum is combined with, by exclusive or, so that a frame of another journal or segment, or one
     * that was moved within its own, is as wrong as one whose bytes have changed. A SEGMENT frame, which tells the
     * place, is not bound to any.
     *
     * @param segmentPlace see {@link #segmentPlace}.
     * @param offset of the frame's excerpt in the data file.
     * @return the place; differs for any two offsets within a segment.
     */
    public static int place(int segmentPlace, long offset) {
        return segmentPlace ^ (int) offset;
    }

    /** The finalizer of MurmurHash3, which maps no two numbers to the same. */
    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    /**
     * The length of a frame.
     *
     * @param outcomeCount outcomes in it.
     * @param bodyLength length in bytes of the body.
     * @return length in bytes, checksum included.
     */
    public static int frameLength(int outcomeCount, int bodyLength) {
        return bodyOffset(outcomeCount) + padded(bodyLength) + CHECKSUM_LENGTH;
    }
}
