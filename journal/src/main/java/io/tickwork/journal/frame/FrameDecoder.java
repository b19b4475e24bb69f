// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import static io.tickwork.journal.frame.FrameDescriptor.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * A view of one frame. The header may be trusted once {@link #defect} has returned null.
 *
 * <p>Threading: one thread. Memory: keeps the buffer it was wrapped around and copies nothing.
 */
public final class FrameDecoder {
    private DirectBuffer buffer;
    private int frameLength;

    /**
     * Looks at a frame that begins at offset 0.
     *
     * @param buffer holds the frame.
     * @param length bytes of the excerpt that holds it; at least header and checksum.
     * @return this.
     */
    public FrameDecoder wrap(DirectBuffer buffer, int length) {
        this.buffer = buffer;
        this.frameLength = length;
        return this;
    }

    /**
     * Checks the header against the frame's length. Allocates only when it finds something.
     *
     * @return null when the header is consistent, else what is wrong with it.
     */
    public String defect() {
        if (type() == null) {
            return "unknown frame type " + typeCode();
        }
        final int outcomeCount = outcomeCount();
        final int entryCount = entryCount();
        final long available = (long) frameLength - HEADER_LENGTH - CHECKSUM_LENGTH;
        if (outcomeCount < 0 || (long) outcomeCount * OUTCOME_LENGTH > available) {
            return "outcome count " + outcomeCount + " does not fit " + frameLength + " bytes";
        }
        if (outcomeCount == 0 ? outcomeLag() != 0 : outcomeLag() < outcomeCount) {
            return "outcome lag " + outcomeLag() + " does not suit " + outcomeCount + " outcomes";
        }
        final long body = (long) bodyEnd() - bodyOffset();
        final boolean sound = switch (type()) {
            case EVENTS -> entryCount > 0 && (long) entryCount * ENTRY_HEADER_LENGTH <= body;
            case MANIFEST -> entryCount >= 0 && (entryCount + 7L) / 8 * 8 == body;
            case CHECKPOINT -> entryCount >= 0 && CHECKPOINT_HEADER_LENGTH + (long) entryCount * Long.BYTES == body;
            case SOURCES -> entryCount >= 0 && (long) entryCount * SOURCE_LENGTH == body;
            case SEGMENT -> entryCount == 0 && SEGMENT_LENGTH == body;
        };
        return sound ? null : "entry count " + entryCount + " does not suit a body of " + body + " bytes";
    }

    /**
     * The version of the format the frame was written in.
     *
     * @return the version.
     */
    public int version() {
        return buffer.getShort(VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * What the body holds.
     *
     * @return the type, or null when the code is unknown.
     */
    public FrameType type() {
        return FrameType.of(typeCode());
    }

    private int typeCode() {
        return buffer.getShort(TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * The checksum of the frame before.
     *
     * @return CRC32C, or {@link FrameDescriptor#NO_PREVIOUS_CHECKSUM}.
     */
    public int previousChecksum() {
        return buffer.getInt(PREVIOUS_CHECKSUM_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Events, node digests or bytes of text.
     *
     * @return the count.
     */
    public int entryCount() {
        return buffer.getInt(ENTRY_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * See {@link FrameDescriptor#FIRST_SEQUENCE_OFFSET}.
     *
     * @return a sequence, or {@link FrameDescriptor#NULL_SEQUENCE}.
     */
    public long firstSequence() {
        return buffer.getLong(FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Outcomes in the frame.
     *
     * @return the count.
     */
    public int outcomeCount() {
        return buffer.getInt(OUTCOME_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    private int outcomeLag() {
        return buffer.getInt(OUTCOME_LAG_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The sequence of the event to which the first outcome belongs; the others follow it one by one.
     *
     * @return a sequence; without meaning when there is no outcome.
     */
    public long firstOutcomeSequence() {
        return firstSequence() - outcomeLag();
    }

    /**
     * The digest of one event's outputs.
     *
     * @param index from 0.
     * @return the digest.
     */
    public int outcome(int index) {
        return buffer.getInt(HEADER_LENGTH + index * OUTCOME_LENGTH, LITTLE_ENDIAN);
    }

    /**
     * Where the body begins.
     *
     * @return offset in bytes.
     */
    public int bodyOffset() {
        return FrameDescriptor.bodyOffset(outcomeCount());
    }

    /**
     * Where the body ends.
     *
     * @return offset in bytes of the checksum.
     */
    public int bodyEnd() {
        return frameLength - CHECKSUM_LENGTH;
    }

    /**
     * The checksum that ends the frame, as written.
     *
     * @return CRC32C, bound to its place.
     */
    public int checksum() {
        return buffer.getInt(bodyEnd(), LITTLE_ENDIAN);
    }

    /**
     * The length of the event in an entry.
     *
     * @param entryOffset where the entry begins.
     * @return bytes; negative or beyond the frame only when the writer was broken.
     */
    public int eventLength(int entryOffset) {
        return buffer.getInt(entryOffset + ENTRY_EVENT_LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Where the event of an entry came from.
     *
     * @param entryOffset where the entry begins.
     * @return the source's id.
     */
    public int sourceId(int entryOffset) {
        return buffer.getInt(entryOffset + ENTRY_SOURCE_ID_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The source's own sequence number of the event of an entry.
     *
     * @param entryOffset where the entry begins.
     * @return the sequence number.
     */
    public long sourceSequence(int entryOffset) {
        return buffer.getLong(entryOffset + ENTRY_SOURCE_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The text of a MANIFEST frame.
     *
     * @return a copy, UTF-8.
     */
    public byte[] text() {
        final byte[] utf8 = new byte[entryCount()];
        buffer.getBytes(bodyOffset(), utf8);
        return utf8;
    }

    /**
     * One of the 64-bit fields of a CHECKPOINT frame.
     *
     * @param fieldOffset one of the {@code CHECKPOINT_..._OFFSET} constants.
     * @return its value.
     */
    public long checkpointField(int fieldOffset) {
        return buffer.getLong(bodyOffset() + fieldOffset, LITTLE_ENDIAN);
    }

    /**
     * The node digests of a CHECKPOINT frame.
     *
     * @return a copy.
     */
    public long[] nodeDigests() {
        final long[] digests = new long[entryCount()];
        final int offset = bodyOffset() + CHECKPOINT_HEADER_LENGTH;
        for (int i = 0; i < digests.length; i++) {
            digests[i] = buffer.getLong(offset + i * Long.BYTES, LITTLE_ENDIAN);
        }
        return digests;
    }

    /**
     * The id of a source in a SOURCES frame.
     *
     * @param index from 0.
     * @return the source's id.
     */
    public int sourceIdAt(int index) {
        return buffer.getInt(bodyOffset() + index * SOURCE_LENGTH, LITTLE_ENDIAN);
    }

    /**
     * How far a source in a SOURCES frame had come.
     *
     * @param index from 0.
     * @return the source sequence of its last event.
     */
    public long sourceSequenceAt(int index) {
        return buffer.getLong(bodyOffset() + index * SOURCE_LENGTH + SOURCE_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * One of the 64-bit fields of a SEGMENT frame.
     *
     * @param fieldOffset one of the {@code SEGMENT_..._OFFSET} constants.
     * @return its value.
     */
    public long segmentField(int fieldOffset) {
        return buffer.getLong(bodyOffset() + fieldOffset, LITTLE_ENDIAN);
    }
}
