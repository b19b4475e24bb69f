// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.archive.ArchiveDamage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;

/**
 * Goes through the excerpts of the one data file of a segment by plain reads.
 *
 * <p>A data file is a sequence of documents: a 32-bit header holding length and kind, then that many bytes, padded to
 * 4. The queue's own header and indexes are documents of the kind "metadata"; excerpts are "data". The sequence ends at
 * a header that is zero, marks the end of the file, or belongs to an append that was cut short.
 *
 * <p>The queue's own tailer is not used: it trusts lengths and offsets it finds in the file and ends without a word
 * where a page is zeroed.
 */
public final class SegmentReader implements AutoCloseable {
    /** What is read at once stays in the second-level cache until it has been gone through. */
    private static final int WINDOW_LENGTH = 1 << 18;

    private static final int HEADER_LENGTH = Integer.BYTES;

    /** No header of a data file is longer; it takes about 200 bytes. */
    private static final int FILE_HEADER_LENGTH_MAX = 4096;

    private static final long UNKNOWN = -1;

    private final SegmentFiles segment;
    private final DataFile file;
    private final int excerptLengthMax;

    private ByteBuffer window;
    private long windowPosition;
    private long fileLength;
    private long lastExcerptNoted = UNKNOWN;
    private long lastExcerpt;
    private long nextPosition;
    private long position;
    private int length;

    /**
     * Opens a segment before its first excerpt.
     *
     * @param segment to read; nothing in it is changed.
     * @param excerptLengthMax longer excerpts are damage.
     * @param window to read into, or null for a new one; see {@link #window()}.
     * @throws Damage when it has no data file.
     * @throws JournalException when it cannot be read.
     */
    public SegmentReader(SegmentFiles segment, int excerptLengthMax, ByteBuffer window) {
        this.segment = segment;
        this.excerptLengthMax = excerptLengthMax;
        this.window = window == null ? allocate(WINDOW_LENGTH) : window;
        this.window.limit(0);
        try {
            file = DataFile.open(segment);
        } catch (ArchiveDamage e) {
            throw new Damage(e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(segment.directory(), e);
        }
        if (file == null) {
            throw new Damage("its data file is missing");
        }
    }

    /** Goes on behind an excerpt that ended at the given place. */
    void seek(long offset) {
        seek(offset, offset);
    }

    /**
     * Goes on at another place.
     *
     * @param offset where a document begins.
     * @param lastExcerpt where the excerpt before it begins.
     */
    public void seek(long offset, long lastExcerpt) {
        nextPosition = padded(offset);
        this.lastExcerpt = lastExcerpt;
    }

    /**
     * Moves to the next excerpt.
     *
     * @return false at the end of the file, or of what has been written to it so far: then this may be called again.
     * @throws Damage when the file cannot be what the queue wrote.
     * @throws JournalException when it cannot be read.
     */
    public boolean next() {
        if (lastExcerptNoted == UNKNOWN) {
            lastExcerptNoted = 0; // should there be no header
            lastExcerptNoted = readHeader();
        }
        while (true) {
            position = nextPosition;
            final int header = fill(position, HEADER_LENGTH) ? window.getInt((int) (position - windowPosition)) : 0;
            if (header == 0 || Wires.isNotComplete(header)) {
                window.limit(0); // there may be more when it is read again
                return false;
            }
            length = Wires.lengthOf(header);
            final long end = position + HEADER_LENGTH + length;
            if (end > fileLength && end > refreshedLength()) { // what is in the window may be newer
                throw new Damage("a document of " + length + " bytes reaches beyond the end of the file");
            }
            nextPosition = padded(end);
            if (Wires.isData(header)) {
                if (length > excerptLengthMax) {
                    throw new Damage("an excerpt of " + length + " bytes is too long to be a frame");
                }
                lastExcerpt = position;
                fill(position, HEADER_LENGTH + length);
                return true;
            }
        }
    }

    /** Whether the last four bytes before a place are a checksum, as they are where a frame with that one ends. */
    boolean isChecksumBefore(long offset, int checksum) {
        return offset >= Integer.BYTES
                && offset <= refreshedLength()
                && fill(offset - Integer.BYTES, Integer.BYTES)
                && window.getInt((int) (offset - Integer.BYTES - windowPosition)) == checksum;
    }

    /**
     * Where the excerpt begins, with the queue's header of it; at the end, where the next one would.
     *
     * @return offset in bytes.
     */
    public long position() {
        return position;
    }

    /**
     * Where the document behind the excerpt begins.
     *
     * @return offset in bytes.
     */
    public long end() {
        return nextPosition;
    }

    SegmentFiles segment() {
        return segment;
    }

    /**
     * Holds the excerpt, beginning at {@link #offset()}, or what was asked for of {@link #load}; little endian, valid
     * until the next move.
     *
     * @return a direct buffer, owned by this reader.
     */
    public ByteBuffer window() {
        return window;
    }

    /**
     * Where the excerpt begins, without the queue's header of it.
     *
     * @return index in the window.
     */
    public int offset() {
        return (int) (position + HEADER_LENGTH - windowPosition);
    }

    /**
     * The length of the excerpt.
     *
     * @return bytes.
     */
    public int length() {
        return length;
    }

    /**
     * Makes any part of the file visible in the window.
     *
     * @param from offset in the file, in bytes.
     * @param count bytes.
     * @return index in the window, -1 when the file is shorter.
     */
    public int load(long from, int count) {
        return fill(from, count) ? (int) (from - windowPosition) : -1;
    }

    /** From here on zeros are read where an archive is damaged. */
    public void passOverArchiveDamage() {
        file.passOverDamage();
    }

    /**
     * What is wrong with the archive that is read, as far as it has been.
     *
     * @return null when nothing is, or it is no archive.
     */
    public String archiveDamage() {
        return file.damage();
    }

    /**
     * The length of the file.
     *
     * @return bytes.
     */
    public long fileLength() {
        return refreshedLength();
    }

    /** Where we are, for a message. */
    String location() {
        return "at byte " + position + " of " + segment.name() + "/"
                + file.path().getFileName();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw JournalException.environment(file.path() + " could not be closed: " + e + ".", e);
        }
    }

    /**
     * Compares the end that has been reached with what the queue has noted of it.
     *
     * @throws Damage when it knows more.
     */
    public void checkEnd() {
        if (lastExcerpt < lastExcerptNoted) {
            throw new Damage("the excerpts of the file end here, but its header knows one at byte " + lastExcerptNoted);
        }
    }

    private long readHeader() {
        final int headerLength = fill(0, HEADER_LENGTH) ? Wires.lengthOf(window.getInt(0)) : 0;
        if (headerLength == 0
                || headerLength > FILE_HEADER_LENGTH_MAX
                || !Wires.isReadyMetaData(window.getInt(0))
                || !fill(0, HEADER_LENGTH + headerLength)) {
            throw new Damage("the header of the file is destroyed");
        }
        final byte[] header = new byte[HEADER_LENGTH + headerLength];
        window.get(0, header);
        return QueueNotes.lastExcerpt(header);
    }

    /**
     * Makes part of the file visible in the window.
     *
     * @return false when the file is shorter.
     */
    private boolean fill(long from, int count) {
        if (from >= windowPosition && from + count <= windowPosition + window.limit()) {
            return true;
        }
        if (from + count > fileLength && from + count > refreshedLength()) {
            return false;
        }
        if (count > window.capacity()) {
            window = allocate(BitUtil.findNextPositivePowerOfTwo(count));
        }
        windowPosition = from;
        window.clear();
        try {
            while (window.position() < count) {
                if (file.read(window, from + window.position()) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
        } catch (ArchiveDamage e) {
            window.limit(0);
            throw new Damage(e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
        window.flip();
        return true;
    }

    /** The file may have grown since. */
    private long refreshedLength() {
        try {
            fileLength = file.length();
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
        return fileLength;
    }

    private static JournalException unreadable(Path file, IOException e) {
        return JournalException.environment(
                "The file " + file + " cannot be read: " + e + ". Check its permissions and the disk.", e);
    }

    private static ByteBuffer allocate(int capacity) {
        final ByteBuffer buffer =
                BufferUtil.allocateDirectAligned(capacity, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.limit(0);
    }

    private static long padded(long position) {
        return position + 3 & -4;
    }
}
