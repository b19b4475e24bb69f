// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import static io.tickwork.journal.frame.FrameDescriptor.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds one frame at a time in a buffer of its own: {@link #begin}, one kind of body, {@link #finish}.
 *
 * <p>Threading: one thread. Memory: the buffer is allocated once, outside the heap, and reused by the next frame;
 * nothing else is allocated. Bounds are the caller's to keep: a frame that does not fit is an
 * {@link IndexOutOfBoundsException} or a frame the reader refuses.
 */
public final class FrameEncoder {
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private int limit;
    private int entryCount;
    private int checksum;

    /**
     * Allocates the buffer.
     *
     * @param capacity bytes of the longest frame.
     */
    public FrameEncoder(int capacity) {
        bytes = BufferUtil.allocateDirectAligned(capacity, ALIGNMENT);
        buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Length of the longest frame.
     *
     * @return bytes.
     */
    public int capacity() {
        return buffer.capacity();
    }

    /**
     * Starts a frame, forgetting the one before.
     *
     * @param type what the body will hold.
     * @param firstSequence see {@link FrameDescriptor#FIRST_SEQUENCE_OFFSET}.
     * @param outcomes digests of the events that end just before sequence {@code firstSequence - outcomeLag +
     *     outcomeCount}; may be null when there are none.
     * @param outcomeCount how many.
     * @param outcomeLag see {@link FrameDescriptor#OUTCOME_LAG_OFFSET}.
     */
    public void begin(FrameType type, long firstSequence, int[] outcomes, int outcomeCount, int outcomeLag) {
        final UnsafeBuffer buffer = this.buffer;
        final int bodyOffset = bodyOffset(outcomeCount);
        buffer.putShort(VERSION_OFFSET, (short) VERSION, LITTLE_ENDIAN);
        buffer.putShort(TYPE_OFFSET, (short) type.code(), LITTLE_ENDIAN);
        buffer.putLong(FIRST_SEQUENCE_OFFSET, firstSequence, LITTLE_ENDIAN);
        buffer.putInt(OUTCOME_COUNT_OFFSET, outcomeCount, LITTLE_ENDIAN);
        buffer.putInt(OUTCOME_LAG_OFFSET, outcomeLag, LITTLE_ENDIAN);
        if (outcomeCount > 0) {
            zeroPadding(bodyOffset);
            for (int i = 0, offset = HEADER_LENGTH; i < outcomeCount; i++, offset += OUTCOME_LENGTH) {
                buffer.putInt(offset, outcomes[i], LITTLE_ENDIAN);
            }
        }
        limit = bodyOffset;
        entryCount = 0;
    }

    /**
     * Adds an event to the body of an EVENTS frame.
     *
     * @param sourceId where it came from.
     * @param sourceSequence the source's own sequence number.
     * @param event holds the event; copied.
     * @param offset of the event in bytes.
     * @param length of the event in bytes.
     */
    public void entry(int sourceId, long sourceSequence, DirectBuffer event, int offset, int length) {
        final UnsafeBuffer buffer = this.buffer;
        final int start = limit;
        final int end = start + entryLength(length);
        zeroPadding(end);
        buffer.putInt(start + ENTRY_EVENT_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putInt(start + ENTRY_SOURCE_ID_OFFSET, sourceId, LITTLE_ENDIAN);
        buffer.putLong(start + ENTRY_SOURCE_SEQUENCE_OFFSET, sourceSequence, LITTLE_ENDIAN);
        buffer.putBytes(start + ENTRY_HEADER_LENGTH, event, offset, length);
        limit = end;
        entryCount++;
    }

    /**
     * Writes the body of a MANIFEST frame.
     *
     * @param utf8 the text.
     */
    public void text(byte[] utf8) {
        final int end = limit + padded(utf8.length);
        if (utf8.length > 0) {
            zeroPadding(end);
            buffer.putBytes(limit, utf8);
        }
        limit = end;
        entryCount = utf8.length;
    }

    /**
     * Writes the body of a CHECKPOINT frame.
     *
     * @param sequence the last event it covers.
     * @param engineTimeNs engine time, UTC epoch nanoseconds.
     * @param outputCount outputs since the start of the journal.
     * @param outputsHash hash over them.
     * @param stateHash hash over the state.
     * @param nodeDigests one per node; copied.
     * @param nodeDigestCount how many of them.
     * @param closing whether the run ends cleanly here.
     */
    public void checkpoint(
            long sequence,
            long engineTimeNs,
            long outputCount,
            long outputsHash,
            long stateHash,
            long[] nodeDigests,
            int nodeDigestCount,
            boolean closing) {
        final UnsafeBuffer buffer = this.buffer;
        final int start = limit;
        buffer.putLong(start + CHECKPOINT_SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(start + CHECKPOINT_ENGINE_TIME_OFFSET, engineTimeNs, LITTLE_ENDIAN);
        buffer.putLong(start + CHECKPOINT_OUTPUT_COUNT_OFFSET, outputCount, LITTLE_ENDIAN);
        buffer.putLong(start + CHECKPOINT_OUTPUTS_HASH_OFFSET, outputsHash, LITTLE_ENDIAN);
        buffer.putLong(start + CHECKPOINT_STATE_HASH_OFFSET, stateHash, LITTLE_ENDIAN);
        buffer.putLong(start + CHECKPOINT_FLAGS_OFFSET, closing ? CHECKPOINT_CLOSING_FLAG : 0, LITTLE_ENDIAN);
        int offset = start + CHECKPOINT_HEADER_LENGTH;
        for (int i = 0; i < nodeDigestCount; i++, offset += Long.BYTES) {
            buffer.putLong(offset, nodeDigests[i], LITTLE_ENDIAN);
        }
        limit = offset;
        entryCount = nodeDigestCount;
    }

    /**
     * Adds a source to the body of a SOURCES frame.
     *
     * @param sourceId of the source.
     * @param sourceSequence of its last event.
     */
    public void source(int sourceId, long sourceSequence) {
        final UnsafeBuffer buffer = this.buffer;
        final int start = limit;
        buffer.putLong(start, sourceId & 0xFFFF_FFFFL, LITTLE_ENDIAN);
        buffer.putLong(start + SOURCE_SEQUENCE_OFFSET, sourceSequence, LITTLE_ENDIAN);
        limit = start + SOURCE_LENGTH;
        entryCount++;
    }

    /**
     * Writes the body of a SEGMENT frame.
     *
     * @param number of the segment.
     * @param journalIdHigh upper half of the journal's id.
     * @param journalIdLow lower half of the journal's id.
     * @param createdMs when it was made, UTC epoch milliseconds.
     * @param follows number of the segment that it goes on from, 0 for none.
     */
    public void segment(long number, long journalIdHigh, long journalIdLow, long createdMs, long follows) {
        final UnsafeBuffer buffer = this.buffer;
        final int start = limit;
        buffer.putLong(start + SEGMENT_NUMBER_OFFSET, number, LITTLE_ENDIAN);
        buffer.putLong(start + SEGMENT_JOURNAL_HIGH_OFFSET, journalIdHigh, LITTLE_ENDIAN);
        buffer.putLong(start + SEGMENT_JOURNAL_LOW_OFFSET, journalIdLow, LITTLE_ENDIAN);
        buffer.putLong(start + SEGMENT_CREATED_OFFSET, createdMs, LITTLE_ENDIAN);
        buffer.putLong(start + SEGMENT_FOLLOWS_OFFSET, follows, LITTLE_ENDIAN);
        limit = start + SEGMENT_LENGTH;
        entryCount = 0;
    }

    /**
     * Completes the frame and computes its checksum, which covers the previous one.
     *
     * @param previousChecksum checksum of the frame before.
     * @param place where the frame will stand, see {@link FrameDescriptor#place}.
     * @return length in bytes of the frame.
     */
    public int finish(int previousChecksum, int place) {
        final int end = limit;
        final int length = end + CHECKSUM_LENGTH;
        buffer.putInt(LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putInt(PREVIOUS_CHECKSUM_OFFSET, previousChecksum, LITTLE_ENDIAN);
        buffer.putInt(ENTRY_COUNT_OFFSET, entryCount, LITTLE_ENDIAN);
        crc.reset();
        crc.update(bytes.limit(end).position(0));
        checksum = (int) crc.getValue() ^ place;
        buffer.putInt(end, checksum, LITTLE_ENDIAN);
        return length;
    }

    /**
     * Events, node digests or bytes of text in the frame so far.
     *
     * @return the count.
     */
    public int entryCount() {
        return entryCount;
    }

    /**
     * The checksum of the finished frame.
     *
     * @return CRC32C, bound to its place.
     */
    public int checksum() {
        return checksum;
    }

    /**
     * The frame's bytes, from offset 0; valid until the next {@link #begin}.
     *
     * @return the buffer, owned by this encoder.
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Zeroes the last eight bytes before {@code end}, so that padding never shows what the buffer held before. */
    private void zeroPadding(int end) {
        buffer.putLong(end - ALIGNMENT, 0L);
    }
}
