// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKSUM_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.ENTRY_HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.LENGTH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.VERSION;
import static io.tickwork.journal.frame.FrameDescriptor.entryLength;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.journal.QueueNotes;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the sound frames of one data file, in the order in which they stand.
 *
 * <p>It follows the queue's documents while they lead from sound frame to sound frame. Where they do not, every place
 * behind the last sound frame is tried; a frame can be known by itself. Each byte is looked at a bounded number of
 * times unless events themselves look like frames.
 *
 * <p>Memory: a window of 1 MiB, or the longest frame.
 */
final class DataFileScanner implements AutoCloseable {
    private static final int WINDOW_LENGTH = 1 << 20;
    private static final int FRAME_LENGTH_MIN = FrameDescriptor.HEADER_LENGTH + CHECKSUM_LENGTH;
    private static final int DOCUMENT_HEADER_LENGTH = Integer.BYTES;
    private static final int FILE_HEADER_LENGTH_MAX = 4096;

    private final FileChannel channel;
    private final long fileLength;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final FrameDecoder decoder = new FrameDecoder();
    private final CRC32C crc = new CRC32C();
    private ByteBuffer window =
            ByteBuffer.allocateDirect(WINDOW_LENGTH).order(LITTLE_ENDIAN).limit(0);
    private long windowPosition;

    private long soundEnd;
    private long frameOffset;
    private int frameLength;
    private boolean first = true;
    private long lastExcerptNoted;
    private String defect;
    private boolean unfinished;

    DataFileScanner(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        fileLength = channel.size();
    }

    /** The frame found; valid until the next move. */
    FrameDecoder frame() {
        return decoder;
    }

    /** Where the frame's excerpt begins. */
    long from() {
        return frameOffset - DOCUMENT_HEADER_LENGTH;
    }

    /** Where the frame ends. */
    long to() {
        return frameOffset + frameLength;
    }

    /** What was wrong between the sound frame before and this one, or the end; null when nothing was. */
    String defect() {
        return defect;
    }

    long fileLength() {
        return fileLength;
    }

    /** Moves to the next sound frame; false at the end of the file. */
    boolean next(int expectedChecksum) throws IOException {
        defect = null;
        long position = soundEnd;
        if (first) {
            first = false;
            defect = checkFileHeader();
            if (defect != null) {
                return search(0);
            }
        }
        while (fill(position, DOCUMENT_HEADER_LENGTH)) {
            final int header = window.getInt((int) (position - windowPosition));
            if (header == 0 || Wires.isNotComplete(header)) {
                unfinished = header != 0;
                return atEnd(position);
            }
            final int length = Wires.lengthOf(header);
            final long end = position + DOCUMENT_HEADER_LENGTH + length;
            if (end > fileLength) {
                defect = "a document of " + length + " bytes reaches beyond the end of the file";
                return search(soundEnd);
            }
            if (Wires.isData(header)) {
                defect = length < FRAME_LENGTH_MIN || length > MAX_FRAME_LENGTH
                        ? "an excerpt of " + length + " bytes is no frame"
                        : check(position + DOCUMENT_HEADER_LENGTH, length);
                if (defect == null && decoder.previousChecksum() != expectedChecksum && position > soundEnd) {
                    // The document between may have swallowed frames: its length is not covered by any checksum.
                    final long passed = position;
                    if (search(soundEnd) && from() < passed) {
                        defect = "frames are hidden from the queue";
                    } else {
                        defect = null;
                    }
                    return true;
                }
                return defect == null ? accept() : search(soundEnd);
            }
            position = end + 3 & -4;
        }
        return atEnd(Math.min(position, fileLength));
    }

    private boolean atEnd(long end) throws IOException {
        final long nonZero = firstNonZero(Math.min(fileLength, end + (unfinished ? DOCUMENT_HEADER_LENGTH : 0)));
        final boolean short_ = lastExcerptNoted > 0 && lastExcerptNoted >= soundEnd;
        if (short_) {
            defect = "the excerpts of the file end here, but its header knows one at byte " + lastExcerptNoted;
        } else if (nonZero < fileLength && !unfinished) {
            defect = "bytes behind the end are not zero";
        }
        // An append that was cut short may be complete but for its header: it was never accepted.
        final long from = unfinished && !short_ ? end + 2 * DOCUMENT_HEADER_LENGTH : soundEnd;
        if (search(from)) {
            defect = defect == null ? "frames are hidden from the queue" : defect;
            return true;
        }
        return false;
    }

    private String checkFileHeader() throws IOException {
        final int header = fill(0, DOCUMENT_HEADER_LENGTH) ? window.getInt(0) : 0;
        final int length = Wires.lengthOf(header);
        if (header == 0
                || !Wires.isReadyMetaData(header)
                || length == 0
                || length > FILE_HEADER_LENGTH_MAX
                || !fill(0, DOCUMENT_HEADER_LENGTH + length)) {
            return "the queue's header of the file is destroyed";
        }
        final byte[] bytes = new byte[DOCUMENT_HEADER_LENGTH + length];
        window.get((int) -windowPosition, bytes);
        try {
            lastExcerptNoted = QueueNotes.lastExcerpt(bytes);
            return null;
        } catch (RuntimeException e) {
            return "the queue's header of the file is destroyed";
        }
    }

    /** Tries every place. A defect found before stays, since it says why there was a search. */
    private boolean search(long from) throws IOException {
        for (long at = from + 3 & -4; fill(at, FRAME_LENGTH_MIN); at += Integer.BYTES) {
            // Most of what is searched is the zeros that were allocated ahead.
            final int index = (int) (at - windowPosition);
            final int head = window.getInt(index);
            if ((head & 0xFFFF) != VERSION || FrameType.of(head >>> 16) == null) {
                continue;
            }
            final int length = window.getInt(index + LENGTH_OFFSET);
            if (length >= FRAME_LENGTH_MIN
                    && length <= MAX_FRAME_LENGTH
                    && (length & 7) == CHECKSUM_LENGTH
                    && at + length <= fileLength
                    && at >= DOCUMENT_HEADER_LENGTH
                    && check(at, length) == null) {
                return accept();
            }
        }
        return false;
    }

    private boolean accept() {
        soundEnd = to();
        return true;
    }

    /** Looks at one frame by itself; null when it is sound. */
    private String check(long offset, int length) throws IOException {
        if (!fill(offset, length)) {
            return "a frame reaches beyond the end of the file";
        }
        final int index = (int) (offset - windowPosition);
        buffer.wrap(window, index, length);
        if (buffer.getInt(LENGTH_OFFSET, LITTLE_ENDIAN) != length) {
            return "a frame does not have the length of its excerpt";
        }
        decoder.wrap(buffer, length);
        final String inconsistent = decoder.version() == VERSION ? decoder.defect() : "unknown version";
        if (inconsistent != null) {
            return inconsistent;
        }
        final int limit = window.limit();
        crc.reset();
        crc.update(window.limit(index + decoder.bodyEnd()).position(index));
        window.limit(limit).position(0);
        if ((int) crc.getValue() != decoder.checksum()) {
            return "the checksum of a frame does not match its bytes";
        }
        if (decoder.type() == FrameType.EVENTS && !entriesFit()) {
            return "the events of a frame do not fit it";
        }
        frameOffset = offset;
        frameLength = length;
        return null;
    }

    private boolean entriesFit() {
        final int end = decoder.bodyEnd();
        int offset = decoder.bodyOffset();
        for (int i = decoder.entryCount(); i > 0; i--) {
            final int room = end - offset - ENTRY_HEADER_LENGTH;
            final int length = room < 0 ? -1 : decoder.eventLength(offset);
            if (length < 0 || length > room) {
                return false;
            }
            offset += entryLength(length);
        }
        return offset == end;
    }

    private long firstNonZero(long from) throws IOException {
        long at = from;
        while (at < fileLength) {
            if (at + Long.BYTES <= fileLength && fill(at, Long.BYTES)) {
                if (window.getLong((int) (at - windowPosition)) == 0) {
                    at += Long.BYTES;
                    continue;
                }
            }
            fill(at, 1);
            if (window.get((int) (at - windowPosition)) != 0) {
                return at;
            }
            at++;
        }
        return fileLength;
    }

    private boolean fill(long from, int count) throws IOException {
        if (from >= windowPosition && from + count <= windowPosition + window.limit()) {
            return true;
        }
        if (from + count > fileLength) {
            return false;
        }
        if (count > window.capacity()) {
            window = ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(count))
                    .order(LITTLE_ENDIAN);
        }
        windowPosition = from;
        window.clear();
        while (window.position() < count) {
            if (channel.read(window, from + window.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        window.flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
