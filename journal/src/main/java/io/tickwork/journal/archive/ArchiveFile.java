// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.archive;

import static io.tickwork.journal.archive.ArchiveDescriptor.CHUNK_LENGTH;
import static io.tickwork.journal.archive.ArchiveDescriptor.CHUNK_OFFSET;
import static io.tickwork.journal.archive.ArchiveDescriptor.COMPRESSED_LENGTH_OFFSET;
import static io.tickwork.journal.archive.ArchiveDescriptor.FILE_LENGTH_OFFSET;
import static io.tickwork.journal.archive.ArchiveDescriptor.HEADER_LENGTH;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a file out of its archive, as if it were there: nothing is unpacked to a disk.
 *
 * <p>Threading: one thread. Memory: two chunks, outside the heap. Cost: the headers of all chunks are read when it is
 * opened, and a chunk is unpacked whenever another one is read than the last time.
 */
public final class ArchiveFile implements AutoCloseable {
    private static final int NO_CHUNK = -1;
    private static final int SEARCH_LENGTH = 1 << 16;
    private static final long MISSING = -1;
    private static final int PACKED_LENGTH_MAX = Math.toIntExact(Zstd.compressBound(CHUNK_LENGTH));

    /** No data file is longer, by far: a bound on what a header may say. */
    private static final long LENGTH_MAX = 1L << 40;

    private final FileChannel channel;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    private final ByteBuffer packed = ByteBuffer.allocateDirect(Math.max(PACKED_LENGTH_MAX, SEARCH_LENGTH))
            .order(LITTLE_ENDIAN);

    private long length = MISSING;
    /** Where the chunks begin, behind their headers. */
    private long[] offsets = {};

    private int[] packedLengths = {};
    private int chunkAtHand = NO_CHUNK;
    private String damage;
    private boolean isDamagePassedOver;

    /**
     * Opens an archive. Chunks that are damaged show when they are read.
     *
     * @param archive the file.
     * @throws IOException when it cannot be read; {@link ArchiveDamage} when nothing of it can be used.
     */
    public ArchiveFile(Path archive) throws IOException {
        channel = FileChannel.open(archive, StandardOpenOption.READ);
        try {
            findChunks();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** From here on zeros are read where a chunk is damaged. */
    public void passOverDamage() {
        isDamagePassedOver = true;
    }

    /**
     * What is wrong with the archive, as far as it has been read.
     *
     * @return null when nothing is.
     */
    public String damage() {
        return damage;
    }

    /**
     * The length of the file that was archived.
     *
     * @return bytes.
     */
    public long length() {
        return length;
    }

    /**
     * Reads some bytes of the file that was archived.
     *
     * @param into receives them.
     * @param position where they begin in the file.
     * @return how many were read: at least one if there is room for it; -1 at the end of the file.
     * @throws IOException when the archive cannot be read; {@link ArchiveDamage} when these bytes are damaged.
     */
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= length) {
            return -1;
        }
        final int wanted = (int) (position / CHUNK_LENGTH);
        if (wanted != chunkAtHand) {
            unpack(wanted);
        }
        final int from = (int) (position % CHUNK_LENGTH);
        final int count = Math.min(into.remaining(), chunk.limit() - from);
        into.put(into.position(), chunk, from, count).position(into.position() + count);
        return count;
    }

    private void unpack(int wanted) throws IOException {
        chunkAtHand = NO_CHUNK;
        final int count = ArchiveDescriptor.chunkLength(length, wanted);
        final String wrong = unpackInto(chunk.clear().limit(count), wanted);
        if (wrong != null) {
            damage = damage == null ? wrong : damage;
            if (!isDamagePassedOver) {
                throw new ArchiveDamage(wrong);
            }
            for (int i = 0; i < count; i++) {
                chunk.put(i, (byte) 0);
            }
        }
        chunk.limit(count).position(0);
        chunkAtHand = wanted;
    }

    /** Returns what is wrong with a chunk, null when nothing is. */
    private String unpackInto(ByteBuffer bytes, int wanted) throws IOException {
        if (offsets[wanted] == MISSING) {
            return "chunk " + wanted + " of its archive is missing";
        }
        packed.clear().limit(packedLengths[wanted]);
        if (!fill(offsets[wanted])) {
            return "its archive ends within chunk " + wanted;
        }
        try {
            context.decompress(bytes, packed);
        } catch (ZstdException e) {
            return "chunk " + wanted + " of its archive, at byte " + offsets[wanted] + ", is damaged: "
                    + e.getMessage();
        }
        return bytes.hasRemaining() ? "chunk " + wanted + " of its archive is too short" : null;
    }

    /** Goes from header to header; where there is none, the next one is searched for. */
    private void findChunks() throws IOException {
        final long end = channel.size();
        long position = 0;
        long expected = 0;
        while (position + HEADER_LENGTH <= end) {
            packed.clear().limit(HEADER_LENGTH);
            if (!fill(position) || !isHeader(0)) {
                final long found = search(position + 1, end);
                damage = damage == null ? "its archive is damaged from byte " + position + " on" : damage;
                if (found < 0) {
                    break;
                }
                position = found;
                packed.clear().limit(HEADER_LENGTH);
                fill(position);
            }
            if (length == MISSING) {
                length = packed.getLong(FILE_LENGTH_OFFSET);
                offsets = new long[(int) ArchiveDescriptor.chunkCount(length)];
                Arrays.fill(offsets, MISSING);
                packedLengths = new int[offsets.length];
            }
            final int number = packed.getInt(CHUNK_OFFSET);
            if (number < offsets.length) {
                offsets[number] = position + HEADER_LENGTH;
                packedLengths[number] = packed.getInt(COMPRESSED_LENGTH_OFFSET);
            }
            expected++;
            position += HEADER_LENGTH + packed.getInt(COMPRESSED_LENGTH_OFFSET);
        }
        if (length == MISSING) {
            throw new ArchiveDamage("its archive is destroyed");
        }
        if (expected < offsets.length && damage == null) {
            damage = "its archive ends early";
        }
    }

    private boolean isHeader(int index) {
        return ArchiveDescriptor.isHeader(packed, index)
                && packed.getLong(index + FILE_LENGTH_OFFSET) >= 0
                && packed.getLong(index + FILE_LENGTH_OFFSET) <= LENGTH_MAX
                && packed.getInt(index + CHUNK_OFFSET) >= 0
                && packed.getInt(index + COMPRESSED_LENGTH_OFFSET) >= 0
                && packed.getInt(index + COMPRESSED_LENGTH_OFFSET) <= PACKED_LENGTH_MAX;
    }

    private long search(long from, long end) throws IOException {
        long position = from;
        while (position + HEADER_LENGTH <= end) {
            final int count = (int) Math.min(SEARCH_LENGTH, end - position);
            packed.clear().limit(count);
            fill(position);
            for (int i = 0; i + HEADER_LENGTH <= count; i++) {
                if (packed.getInt(i) == ArchiveDescriptor.MAGIC && isHeader(i)) {
                    return position + i;
                }
            }
            position += count - HEADER_LENGTH + 1;
        }
        return -1;
    }

    private boolean fill(long position) throws IOException {
        while (packed.hasRemaining()) {
            if (channel.read(packed, position + packed.position()) < 0) {
                return false;
            }
        }
        packed.flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        context.close();
        channel.close();
    }
}
