// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.archive.ArchiveFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a segment's data file, whether it lies there as it was written or in its archive. One thread. */
interface DataFile extends AutoCloseable {
    /** What is said when archives cannot be dealt with; the reason follows. */
    String NO_LIBRARY = "The library for archives cannot be loaded. It puts a file into java.io.tmpdir: check that this"
            + " directory can be written to, and that files in it may be executed: ";

    /**
     * Opens the data file of a segment.
     *
     * @return the file, null when there is none.
     * @throws IOException when it cannot be read; {@link io.tickwork.journal.archive.ArchiveDamage} when its archive is
     *     of no use.
     */
    static DataFile open(SegmentFiles segment) throws IOException {
        final Path file = segment.dataFile();
        if (file != null) {
            try {
                return new Plain(file, FileChannel.open(file, StandardOpenOption.READ));
            } catch (NoSuchFileException e) {
                // It has been archived since.
            }
        }
        final Path archive = segment.archive();
        try {
            return archive == null ? null : new Archived(archive, new ArchiveFile(archive));
        } catch (LinkageError e) {
            throw JournalException.environment(NO_LIBRARY + e + ".", e);
        }
    }

    /** What is read. */
    Path path();

    /** Bytes of the data file; it may grow. */
    long length() throws IOException;

    /** Reads at least one byte, or returns -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Has zeros read where an archive is damaged. */
    default void passOverDamage() {}

    /** What is wrong with the archive, as far as it has been read; null when nothing is. */
    default String damage() {
        return null;
    }

    @Override
    void close() throws IOException;

    /** As it was written. */
    record Plain(Path path, FileChannel channel) implements DataFile {
        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Compressed. */
    record Archived(Path path, ArchiveFile archive) implements DataFile {
        @Override
        public long length() {
            return archive.length();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return archive.read(into, position);
        }

        @Override
        public void passOverDamage() {
            archive.passOverDamage();
        }

        @Override
        public String damage() {
            return archive.damage();
        }

        @Override
        public void close() throws IOException {
            archive.close();
        }
    }
}
