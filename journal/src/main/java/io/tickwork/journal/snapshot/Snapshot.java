// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotDescriptor.CHECKSUM_LENGTH;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A snapshot that has been checked and can be loaded.
 *
 * <p>Threading: one thread at a time. Memory: the file is mapped until {@link #close()}, so that an image takes no
 * heap.
 */
public final class Snapshot implements AutoCloseable {
    private final Path path;
    private final SnapshotHeader header;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer image;

    Snapshot(Path path, SnapshotHeader header, MappedByteBuffer mapping, int headerLength) {
        this.path = path;
        this.header = header;
        this.mapping = mapping;
        image = new UnsafeBuffer(mapping, headerLength, mapping.capacity() - headerLength - CHECKSUM_LENGTH);
    }

    /**
     * Where it is.
     *
     * @return the file.
     */
    public Path path() {
        return path;
    }

    /**
     * What it says about its state.
     *
     * @return the header.
     */
    public SnapshotHeader header() {
        return header;
    }

    /**
     * The state.
     *
     * @return the image, read only, from offset 0 to the buffer's capacity; aligned to 8 bytes; empty once this is
     *     closed.
     */
    public DirectBuffer image() {
        return image;
    }

    /** Gives the memory back. Idempotent. */
    @Override
    public void close() {
        if (image.byteBuffer() != null) {
            image.wrap(new byte[0]);
            IoUtil.unmap(mapping);
        }
    }
}
