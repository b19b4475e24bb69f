// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** The files of a journal, and how the queue over them is opened. */
final class JournalDirectory {
    private static final String METADATA_FILE = SingleChronicleQueue.QUEUE_METADATA_FILE;

    private JournalDirectory() {}

    /**
     * Makes a new, empty journal and opens it for appending.
     *
     * <p>A process killed while the queue makes its first file can leave a directory nobody can open; so it is made
     * beside the place where it is wanted, and renamed.
     */
    static SingleChronicleQueue create(Path directory, JournalContext context, RollClock clock) {
        final Path target = directory.toAbsolutePath().normalize();
        refuseUnlessFree(target);
        final Path temporary = target.resolveSibling("." + target.getFileName() + ".creating-" + UUID.randomUUID());
        try {
            Files.createDirectories(temporary);
            try {
                builder(temporary, context, clock).build().close();
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                removeQueue(temporary, e);
                throw e;
            }
            return builder(target, context, clock).build();
        } catch (IOException | RuntimeException e) {
            throw JournalException.environment(
                    "The journal " + target + " could not be created: " + e
                            + ". Check that its parent directory can be written to and has space.",
                    e);
        }
    }

    /** Opens an existing journal for reading; nothing in it is changed. */
    static ExcerptReader openForReading(Path directory, int excerptLengthMax) {
        if (!Files.exists(directory)) {
            throw JournalException.input(
                    "There is no journal at " + directory + ": no such directory. Check the path.");
        }
        if (!Files.isDirectory(directory)) {
            throw JournalException.input(
                    directory + " is a file, and a journal is a directory. Give the directory that holds the journal.");
        }
        final List<Path> files = files(directory);
        final Path metadata = directory.resolve(METADATA_FILE);
        if (files.isEmpty()) {
            throw JournalException.input(
                    Files.exists(metadata)
                            ? "The journal " + directory + " is empty: the process that created it wrote nothing. "
                                    + "Remove the directory or choose another."
                            : "There is no journal in " + directory + ": it holds no " + SingleChronicleQueue.SUFFIX
                                    + " file. Check the path.");
        }
        if (!Files.exists(metadata)) {
            throw JournalException.damaged(
                    "The journal " + directory + " has lost its file " + METADATA_FILE + ". Restore it from a copy.",
                    null);
        }
        try {
            return new ExcerptReader(files, QueueNotes.newestFile(Files.readAllBytes(metadata)), excerptLengthMax);
        } catch (IOException e) {
            throw JournalException.environment(
                    "The file " + metadata + " cannot be read: " + e + ". Check its permissions and the disk.", e);
        } catch (Damage e) {
            throw JournalException.damaged(
                    "The journal " + directory + " is damaged in " + METADATA_FILE + ": " + e.getMessage()
                            + ". Restore that file from a copy.",
                    e);
        }
    }

    /** The data files, oldest first. */
    static List<Path> files(Path directory) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*" + SingleChronicleQueue.SUFFIX)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw JournalException.environment(
                    "The directory " + directory + " cannot be listed: " + e + ". Check its permissions.", e);
        }
        Collections.sort(files);
        return files;
    }

    /** Refuses a place where no journal can be made because something stands there. Changes nothing. */
    static void refuseUnlessFree(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw JournalException.input(
                    "A journal cannot be created at " + target + ": it is a file. Choose another directory.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
            if (!entries.iterator().hasNext()) {
                return;
            }
        } catch (IOException e) {
            throw JournalException.environment(
                    "The directory " + target + " cannot be listed: " + e + ". Check its permissions.", e);
        }
        throw JournalException.input(
                Files.exists(target.resolve(METADATA_FILE)) || !files(target).isEmpty()
                        ? "The directory " + target + " already holds a journal, which is never overwritten. "
                                + "Choose another directory, or move that journal away."
                        : "The directory " + target + " is not empty. Choose an empty or a new one.");
    }

    private static SingleChronicleQueueBuilder builder(Path directory, JournalContext context, RollClock clock) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(context.rollPeriod().rollCycle())
                .epoch(0)
                .blockSize(context.blockSize())
                .timeProvider(clock);
    }

    private static void removeQueue(Path temporary, Exception cause) {
        try {
            Files.deleteIfExists(temporary.resolve(METADATA_FILE));
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
