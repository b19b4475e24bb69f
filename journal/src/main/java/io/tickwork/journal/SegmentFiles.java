// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * A segment as files: a directory that holds one Chronicle Queue of one data file, which may lie in an archive.
 *
 * @param number which orders segments; in the name of the directory.
 * @param directory that holds it.
 */
public record SegmentFiles(long number, Path directory) {
    static final String TEMPORARY_PREFIX = ".creating-";
    static final String ARCHIVE_SUFFIX = ".zst";
    private static final String REMOVED_PREFIX = ".removing-";
    private static final String PREFIX = "segment-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{10})");

    /**
     * The segments of a journal, oldest first.
     *
     * @param journal directory of the journal.
     * @return those that are there; empty when there is none.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public static List<SegmentFiles> list(Path journal) {
        final List<SegmentFiles> segments = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journal, PREFIX + "*")) {
            for (Path entry : entries) {
                final Matcher matcher = NAME.matcher(entry.getFileName().toString());
                if (matcher.matches()) {
                    segments.add(new SegmentFiles(Long.parseLong(matcher.group(1)), entry));
                }
            }
        } catch (IOException e) {
            throw JournalException.environment(
                    "The directory " + journal + " cannot be listed: " + e + ". Check its permissions.", e);
        }
        segments.sort(Comparator.comparingLong(SegmentFiles::number));
        return segments;
    }

    /** A segment that may not be there yet. */
    static SegmentFiles of(Path journal, long number) {
        return new SegmentFiles(number, journal.resolve(PREFIX + String.format(Locale.ROOT, "%010d", number)));
    }

    /**
     * The name of its directory.
     *
     * @return the name.
     */
    public String name() {
        return directory.getFileName().toString();
    }

    /**
     * Its data file.
     *
     * @return the file, or null when there is none.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public Path dataFile() {
        return first("*" + SingleChronicleQueue.SUFFIX);
    }

    /**
     * Its data file in compressed form.
     *
     * @return the archive, or null when there is none.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public Path archive() {
        return first("*" + SingleChronicleQueue.SUFFIX + ARCHIVE_SUFFIX);
    }

    /**
     * What holds its data: the data file, or the archive where that is all there is.
     *
     * @return the file, or null when there is none.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public Path file() {
        final Path dataFile = dataFile();
        return dataFile == null ? archive() : dataFile;
    }

    private Path first(String pattern) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
            Path first = null;
            for (Path entry : entries) {
                first = first == null || entry.compareTo(first) < 0 ? entry : first;
            }
            return first;
        } catch (IOException e) {
            throw JournalException.environment(
                    "The directory " + directory + " cannot be listed: " + e + ". Check its permissions.", e);
        }
    }

    /** Removes what a process left that was killed while it made or removed a segment. Only for who has the lock. */
    static void removeLeftovers(Path journal) {
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(journal, "{" + TEMPORARY_PREFIX + "," + REMOVED_PREFIX + "}*")) {
            for (Path entry : entries) {
                remove(entry);
            }
        } catch (IOException e) {
            throw JournalException.environment(
                    "What an earlier run left in " + journal + " cannot be removed: " + e + ". Check its permissions.",
                    e);
        }
    }

    /**
     * Removes the segment, at once for whoever looks; what is left when the process is killed is removed by the next.
     */
    void discard(Path journal) throws IOException {
        final Path removed = journal.resolve(REMOVED_PREFIX + name());
        Files.move(directory, removed, StandardCopyOption.ATOMIC_MOVE);
        force(journal);
        remove(removed);
    }

    /** Removes the directory of a segment, which has no directories in it. */
    static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    static void removeQuietly(Path directory, Throwable cause) {
        try {
            if (Files.exists(directory)) {
                remove(directory);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Has the operating system bring a file, or the entries of a directory, to the disk.
     *
     * @param path of the file or directory.
     * @throws IOException when it cannot be opened, or the disk refuses.
     */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
