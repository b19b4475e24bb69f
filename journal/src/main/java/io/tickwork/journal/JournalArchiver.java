// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.archive.ArchiveDamage;
import io.tickwork.journal.archive.ArchiveFile;
import io.tickwork.journal.archive.ArchiveWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.CloseHelper;

/**
 * Compresses the data files of segments that are written to no longer. They are read as before, without being unpacked
 * to a disk.
 *
 * <p>Whether a segment is written to is told by those behind it: once one of them holds a frame, the writer has left.
 * So this may be done while a process writes to the journal. When it ends at any moment, each segment has its data
 * file, or an archive that is forced and was compared with it byte by byte, or both; doing it again finishes what was
 * begun.
 *
 * <p>Threading: one thread; one process at a time for each journal.
 */
public final class JournalArchiver {
    private static final String LOCK_FILE = "archiving";
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final int TRIES_MAX = 3;

    private final Path directory;
    private final List<SegmentFiles> segments;

    /**
     * What was done.
     *
     * @param segments how many were archived.
     * @param bytes of their data files.
     * @param archiveBytes of their archives.
     */
    public record Result(int segments, long bytes, long archiveBytes) {}

    private JournalArchiver(Path directory, List<SegmentFiles> segments) {
        this.directory = directory;
        this.segments = segments;
    }

    /**
     * Finds what is to be archived.
     *
     * @param directory of the journal.
     * @param leftBeforeMs segments that were left later than this stay as they are, UTC epoch milliseconds.
     * @return what {@link #run} will do.
     * @throws JournalException of kind INPUT when there is no journal; ENVIRONMENT when it cannot be read.
     */
    public static JournalArchiver of(Path directory, long leftBeforeMs) {
        if (!Journal.exists(directory)) {
            throw JournalException.input("There is no journal in " + directory + ". Check the path.");
        }
        final List<SegmentFiles> all = SegmentFiles.list(directory);
        final List<SegmentFiles> chosen = new ArrayList<>();
        boolean isLeft = false;
        long leftMs = Long.MAX_VALUE;
        for (int i = all.size() - 1; i >= 0; i--) {
            final SegmentFiles segment = all.get(i);
            if (isLeft && leftMs < leftBeforeMs && segment.dataFile() != null) {
                chosen.add(0, segment);
            }
            final SegmentChain.Head head = SegmentChain.head(segment);
            isLeft |= head.isWhole();
            leftMs = head.journalId() == null ? leftMs : head.createdMs();
        }
        return new JournalArchiver(directory, chosen);
    }

    /**
     * The length of the data files that {@link #run} compresses.
     *
     * @return bytes.
     */
    public long length() {
        return segments.stream()
                .map(SegmentFiles::dataFile)
                .mapToLong(file -> file == null ? 0 : file.toFile().length())
                .sum();
    }

    /**
     * Archives them, oldest first. Each takes the room of its archive before it gives back that of its data file.
     *
     * @param progress is told how many bytes of data files are archived so far.
     * @return what was done.
     * @throws JournalException of kind ENVIRONMENT when another process is at it, or files cannot be read, written or
     *     removed; what was archived until then is.
     */
    public Result run(LongConsumer progress) {
        int count = 0;
        long bytes = 0;
        long archiveBytes = 0;
        Path file = directory;
        FileChannel lock = null;
        try (ArchiveWriter writer = new ArchiveWriter()) {
            lock = lock();
            for (SegmentFiles segment : segments) {
                file = segment.dataFile();
                if (file == null) {
                    continue; // retention was faster
                }
                final long length = file.toFile().length();
                final long archiveLength = archive(writer, file);
                if (archiveLength >= 0) {
                    count++;
                    bytes += length;
                    archiveBytes += archiveLength;
                }
                progress.accept(bytes);
            }
        } catch (IOException e) {
            throw JournalException.environment(
                    file + " could not be archived: " + e
                            + ". Its data file is left as it is. Check that the disk has room and permits it.",
                    e);
        } catch (LinkageError e) {
            throw JournalException.environment(DataFile.NO_LIBRARY + e + ".", e);
        } finally {
            CloseHelper.quietClose(lock);
        }
        return new Result(count, bytes, archiveBytes);
    }

    private FileChannel lock() throws IOException {
        final FileChannel channel =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // by this very process
        }
        if (lock == null) {
            channel.close();
            throw JournalException.environment(
                    "Another process is archiving the journal " + directory + ". Wait until it is done.", null);
        }
        return channel;
    }

    /** Returns the length of the archive, or -1 when the data file has gone meanwhile. */
    private static long archive(ArchiveWriter writer, Path file) throws IOException {
        final Path archive = file.resolveSibling(file.getFileName() + SegmentFiles.ARCHIVE_SUFFIX);
        final Path temporary = file.resolveSibling(archive.getFileName() + TEMPORARY_SUFFIX);
        try (FileChannel data = FileChannel.open(file, StandardOpenOption.READ)) {
            if (!isArchived(writer, data, archive)) {
                writeArchive(writer, data, temporary);
                Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                SegmentFiles.force(file.getParent());
            } else {
                Files.deleteIfExists(temporary);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return -1;
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        Files.deleteIfExists(file);
        SegmentFiles.force(file.getParent());
        return Files.size(archive);
    }

    private static void writeArchive(ArchiveWriter writer, FileChannel data, Path temporary) throws IOException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            final long length = data.size();
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                writer.write(data, channel);
            } catch (IOException e) {
                if (data.size() == length) {
                    throw e;
                }
            }
            if (data.size() == length) {
                if (!isArchived(writer, data, temporary)) {
                    throw new IOException("the archive does not hold the same bytes");
                }
                return;
            }
            // The writer's keeper has just cut the file to its length, which it does once.
        }
        throw new IOException("the data file is being changed");
    }

    private static boolean isArchived(ArchiveWriter writer, FileChannel data, Path archive) throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        try (ArchiveFile packed = new ArchiveFile(archive)) {
            return writer.isArchiveOf(data, packed);
        } catch (ArchiveDamage e) {
            return false;
        }
    }

    private static void deleteQuietly(Path file, Exception cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
