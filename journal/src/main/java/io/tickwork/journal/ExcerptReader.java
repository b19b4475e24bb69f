// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;

/**
 * Goes through the excerpts of a journal's data files, oldest first, by plain reads, and checks at the end of each file
 * that the queue, too, believes it ends there.
 *
 * <p>A data file is a sequence of documents: a 32-bit header holding length and kind, then that many bytes, padded to
 * 4. The queue's own header and indexes are documents of the kind "metadata"; excerpts are "data". The sequence ends at
 * a header that is zero, marks the end of the file, or belongs to an append that was cut short.
 *
 * <p>The queue's own tailer is not used: it trusts lengths and offsets it finds in the file, ends without a word where
 * a page is zeroed or the last file is missing, and its last index does so too.
 */
final class ExcerptReader implements AutoCloseable {
    private static final int WINDOW_LENGTH = 1 << 20;
    private static final int HEADER_LENGTH = Integer.BYTES;

    /** No header of a data file is longer; it takes about 200 bytes. */
    private static final int FILE_HEADER_LENGTH_MAX = 4096;

    private final List<Path> files;
    private final String newestFile;
    private final int excerptLengthMax;

    private ByteBuffer window = allocate(WINDOW_LENGTH);
    private long windowPosition;
    private int fileIndex = -1;
    private FileChannel channel;
    private long fileLength;
    private long lastExcerptNoted;
    private long lastExcerpt;
    private long nextPosition;
    private long position;
    private int length;

    /**
     * Starts before the first excerpt.
     *
     * @param files the data files, oldest first; not empty.
     * @param newestFile name of the newest one the queue knows, or null when it knows none.
     * @param excerptLengthMax longer excerpts are damage.
     */
    ExcerptReader(List<Path> files, String newestFile, int excerptLengthMax) {
        this.files = files;
        this.newestFile = newestFile;
        this.excerptLengthMax = excerptLengthMax;
    }

    /**
     * Moves to the next excerpt.
     *
     * @return false at the end of the last file.
     * @throws Damage when the files cannot be what the queue wrote.
     * @throws JournalException when they cannot be read.
     */
    boolean next() {
        while (channel == null || !nextInFile()) {
            if (fileIndex == files.size() - 1) {
                checkNewestFile();
                return false;
            }
            openNext();
        }
        return true;
    }

    /** Holds the excerpt, beginning at {@link #offset()}; little endian, valid until the next move. */
    ByteBuffer window() {
        return window;
    }

    int offset() {
        return (int) (position + HEADER_LENGTH - windowPosition);
    }

    int length() {
        return length;
    }

    /** Where we are, for a message. */
    String location() {
        return fileIndex < 0
                ? "at its beginning"
                : "at byte " + position + " of " + files.get(fileIndex).getFileName();
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw JournalException.environment(files.get(fileIndex) + " could not be closed: " + e + ".", e);
            }
        }
    }

    private boolean nextInFile() {
        while (true) {
            position = nextPosition;
            final int header = fill(position, HEADER_LENGTH) ? window.getInt((int) (position - windowPosition)) : 0;
            if (header == 0 || Wires.isNotComplete(header)) {
                checkLastExcerpt();
                return false;
            }
            length = Wires.lengthOf(header);
            final long end = position + HEADER_LENGTH + length;
            if (end > fileLength) {
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

    private void checkLastExcerpt() {
        if (lastExcerpt < lastExcerptNoted) {
            throw new Damage("the excerpts of the file end here, but its header knows one at byte " + lastExcerptNoted);
        }
    }

    private void openNext() {
        close();
        final Path file = files.get(++fileIndex);
        position = 0;
        nextPosition = 0;
        lastExcerpt = 0;
        lastExcerptNoted = 0;
        windowPosition = 0;
        window.limit(0);
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            fileLength = channel.size();
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (isUnfinished(file)) {
            fileLength = 0;
            return;
        }
        final int headerLength = fill(0, HEADER_LENGTH) ? Wires.lengthOf(window.getInt(0)) : 0;
        if (headerLength == 0
                || headerLength > FILE_HEADER_LENGTH_MAX
                || !Wires.isReadyMetaData(window.getInt(0))
                || !fill(0, HEADER_LENGTH + headerLength)) {
            throw new Damage("the header of the file is destroyed");
        }
        final byte[] header = new byte[HEADER_LENGTH + headerLength];
        window.get(0, header);
        lastExcerptNoted = QueueNotes.lastExcerpt(header);
    }

    /** A writer that is killed while it makes a new file leaves one without a header, which the queue does not know. */
    private boolean isUnfinished(Path file) {
        final boolean unknown =
                newestFile == null || file.getFileName().toString().compareTo(newestFile) > 0;
        if (!unknown || fileIndex < files.size() - 1) {
            return false;
        }
        final int header = fill(0, HEADER_LENGTH) ? window.getInt(0) : 0;
        return header == 0 || Wires.isNotComplete(header);
    }

    private void checkNewestFile() {
        if (newestFile != null && files.get(fileIndex).getFileName().toString().compareTo(newestFile) < 0) {
            throw new Damage("the queue knows a newer file, " + newestFile + ", which is missing");
        }
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
        if (from + count > fileLength) {
            return false;
        }
        if (count > window.capacity()) {
            window = allocate(BitUtil.findNextPositivePowerOfTwo(count));
        }
        windowPosition = from;
        window.clear();
        try {
            while (window.position() < count) {
                if (channel.read(window, from + window.position()) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        window.flip();
        return true;
    }

    private JournalException unreadable(IOException e) {
        return JournalException.environment(
                "The file " + files.get(fileIndex) + " cannot be read: " + e + ". Check its permissions and the disk.",
                e);
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
