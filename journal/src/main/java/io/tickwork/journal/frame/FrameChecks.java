// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKSUM_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.ENTRY_HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.LENGTH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.entryLength;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What can be known of one frame by itself: whoever reads frames asks the same questions, and calls the same thing
 * damage. {@link FrameChain} asks what follows what.
 *
 * <p>Threading: one thread. Nothing is allocated unless something is wrong.
 */
public final class FrameChecks {
    /** Nothing shorter is a frame, in bytes. */
    public static final int LENGTH_MIN = HEADER_LENGTH + CHECKSUM_LENGTH;

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final FrameDecoder frame = new FrameDecoder();
    private final CRC32C crc = new CRC32C();
    private int place;

    /** Looks at nothing yet. */
    public FrameChecks() {}

    /**
     * Looks at an excerpt and compares length and checksum. Those keep their meaning in every version, so the version
     * is the caller's to look at before {@link #content}.
     *
     * @param bytes hold the excerpt; position and limit are not kept in mind.
     * @param offset where it begins in them.
     * @param length of the excerpt in bytes.
     * @param place where it stands, see {@link FrameDescriptor#place}; 0 for a frame that may stand anywhere.
     * @return null when it is a frame, and this its place; else what is wrong.
     */
    public String wrap(ByteBuffer bytes, int offset, int length, int place) {
        if (length < LENGTH_MIN) {
            return "an excerpt of " + length + " bytes is no frame";
        }
        view.wrap(bytes, offset, length);
        final int frameLength = view.getInt(LENGTH_OFFSET, LITTLE_ENDIAN);
        if (frameLength != length) {
            return "a frame of " + frameLength + " bytes stands in an excerpt of " + length;
        }
        frame.wrap(view, length);
        this.place = checksumOf(bytes, offset, frame.bodyEnd()) ^ frame.checksum();
        if (this.place != place) {
            return "the checksum of a frame does not match its bytes and its place";
        }
        return null;
    }

    /**
     * The only place where the frame that was compared last can have been written, if its bytes are what they were.
     *
     * @return see {@link FrameDescriptor#place}.
     */
    public int place() {
        return place;
    }

    /**
     * Looks at what the frame says about what it holds.
     *
     * @return null when it agrees; else what is wrong.
     */
    public String content() {
        final String defect = frame.defect();
        return defect == null && frame.type() == FrameType.EVENTS ? entries() : defect;
    }

    /**
     * The frame looked at last.
     *
     * @return a decoder, valid until the next is looked at.
     */
    public FrameDecoder frame() {
        return frame;
    }

    /**
     * The bytes of the frame looked at last.
     *
     * @return a buffer in which the frame begins at 0, valid until the next is looked at.
     */
    public DirectBuffer buffer() {
        return view;
    }

    /** The checksum of bytes that is not yet bound to a place. */
    private int checksumOf(ByteBuffer bytes, int offset, int length) {
        final int limit = bytes.limit();
        crc.reset();
        crc.update(bytes.limit(offset + length).position(offset));
        bytes.limit(limit);
        return (int) crc.getValue();
    }

    private String entries() {
        final int end = frame.bodyEnd();
        int offset = frame.bodyOffset();
        for (int i = frame.entryCount(); i > 0; i--) {
            final int room = end - offset - ENTRY_HEADER_LENGTH;
            final int length = room < 0 ? -1 : frame.eventLength(offset);
            if (length < 0 || length > room) {
                return "an event of " + length + " bytes reaches beyond its frame";
            }
            offset += entryLength(length);
        }
        return offset == end ? null : "the events of a frame end at byte " + offset + " of " + end;
    }
}
