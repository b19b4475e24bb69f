// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.archive;

import static io.tickwork.journal.archive.ArchiveDescriptor.CHUNK_LENGTH;
import static io.tickwork.journal.archive.ArchiveDescriptor.HEADER_LENGTH;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Makes archives. Threading: one thread. Memory: about twice a chunk, outside the heap. */
public final class ArchiveWriter implements AutoCloseable {
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    private final ByteBuffer packed =
            ByteBuffer.allocateDirect(HEADER_LENGTH + Math.toIntExact(Zstd.compressBound(CHUNK_LENGTH)));

    /** Loads the compressor. */
    public ArchiveWriter() {
        context.setChecksum(true).setContentSize(true);
    }

    /**
     * Archives a file that is not being changed.
     *
     * @param file to be archived.
     * @param archive empty; forced to its disk in the end.
     * @throws IOException when one cannot be read or the other written, or the file turns out to be changing.
     */
    public void write(FileChannel file, FileChannel archive) throws IOException {
        final long length = file.size();
        final long count = ArchiveDescriptor.chunkCount(length);
        for (int i = 0; i < count; i++) {
            fill(chunk.clear().limit(ArchiveDescriptor.chunkLength(length, i)), file, (long) i * CHUNK_LENGTH);
            chunk.flip();
            packed.clear().position(HEADER_LENGTH);
            final int packedLength = context.compress(packed, chunk);
            ArchiveDescriptor.putHeader(packed, length, i, packedLength);
            packed.flip();
            while (packed.hasRemaining()) {
                archive.write(packed);
            }
        }
        archive.force(true);
    }

    /**
     * Compares an archive with the file it was made of.
     *
     * @param file that was archived.
     * @param archive of it.
     * @return whether they hold the same bytes.
     * @throws IOException when one of them cannot be read; {@link ArchiveDamage} when the archive is none.
     */
    public boolean isArchiveOf(FileChannel file, ArchiveFile archive) throws IOException {
        if (archive.length() != file.size()) {
            return false;
        }
        final ByteBuffer other = ByteBuffer.allocateDirect(CHUNK_LENGTH);
        for (long position = 0; position < archive.length(); position += CHUNK_LENGTH) {
            final int length = (int) Math.min(CHUNK_LENGTH, archive.length() - position);
            fill(chunk.clear().limit(length), file, position);
            other.clear().limit(length);
            while (other.hasRemaining()) {
                archive.read(other, position + other.position());
            }
            if (!chunk.flip().equals(other.flip())) {
                return false;
            }
        }
        return true;
    }

    private static void fill(ByteBuffer bytes, FileChannel file, long position) throws IOException {
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
