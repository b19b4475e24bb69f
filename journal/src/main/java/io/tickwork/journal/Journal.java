// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import org.agrona.CloseHelper;

/**
 * A journal that this process alone may write to, from {@link #own} to {@link #close}.
 *
 * <pre>{@code
 * try (Journal journal = Journal.own(directory)) {
 *     JournalEnd end = ...;                        // from a JournalReader that has come to its end, or EMPTY
 *     JournalWriter writer = journal.append(context, end, sources);
 *     ... journal.keeper(), journal.forcer()       // agents to be run beside the writer
 * }
 * }</pre>
 *
 * <p>Threading: the thread that owns it. Agents and writer have ended before it is closed.
 */
public final class Journal implements AutoCloseable {
    private static final Pattern OWN_NAME = Pattern.compile("lock|\\.?owner|reserve|snapshots|outbound"
            + "|inbound-stream(\\.part)?|archiving|\\.(creating|removing)-.*|segment-\\d{10}");

    private final Path directory;
    private final JournalLock lock;
    /** What earlier processes appended is on the disk up to this segment. */
    private long forcedSegment;

    private UUID journalId;
    private JournalWriter writer;
    private JournalKeeper keeper;
    private JournalForcer forcer;

    private Journal(Path directory, JournalLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Loads the queue, which registers with the JVM what it does at the end of the process. It fails to do so once that
     * end has begun: call this first where a journal may have to be created, or closed in order, even then.
     */
    public static void load() {
        BackgroundResourceReleaser.releasePendingResources();
    }

    /**
     * Refuses a directory that already holds a journal, for those who want to know before they make anything else.
     * Changes nothing.
     *
     * @param directory where a journal is to be created.
     * @throws JournalException of kind INPUT when there is one, or anything else.
     */
    public static void refuseUnlessNew(Path directory) {
        if (directory.toFile().isFile()) {
            throw JournalException.input(
                    "A journal cannot be created at " + directory + ": it is a file. Choose another directory.");
        }
        if (exists(directory)) {
            throw JournalException.input("The directory " + directory
                    + " already holds a journal, which is never overwritten. Choose another directory, or move that"
                    + " journal away.");
        }
        refuseForeign(directory);
    }

    /**
     * Refuses a directory that holds what is no part of a journal: it may be precious. Changes nothing.
     *
     * @param directory where a journal is, or is to be created.
     * @throws JournalException of kind INPUT, naming what it holds.
     */
    public static void refuseForeign(Path directory) {
        final String[] names = directory.toFile().list();
        if (names != null) {
            for (String name : names) {
                if (!OWN_NAME.matcher(name).matches()) {
                    throw JournalException.input("The directory " + directory + " is not empty: it holds '" + name
                            + "', which is no part of a journal. Choose another directory.");
                }
            }
        }
    }

    /**
     * Whether a directory holds a journal.
     *
     * @param directory any path.
     * @return true when there is at least one segment.
     */
    public static boolean exists(Path directory) {
        return directory.toFile().isDirectory() && !SegmentFiles.list(directory).isEmpty();
    }

    /**
     * Takes the right to write to a journal and removes what an earlier process left half made. The directory is made
     * if it is not there.
     *
     * @param directory of the journal.
     * @return the journal.
     * @throws JournalException of kind ENVIRONMENT when another process has the right, or the directory cannot be
     *     written to; INPUT when it is a file, or holds what is no part of a journal.
     */
    public static Journal own(Path directory) {
        final Path path = directory.toAbsolutePath().normalize();
        refuseForeign(path);
        final JournalLock lock = JournalLock.acquire(path);
        try {
            SegmentFiles.removeLeftovers(path);
            return new Journal(path, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Begins a segment and opens it for appending.
     *
     * @param context the settings; concluded here if need be.
     * @param end of what there is.
     * @param sources how far each has come.
     * @return the writer, which wants a manifest first.
     * @throws JournalException of kind ENVIRONMENT when the segment cannot be made.
     */
    public JournalWriter append(JournalContext context, JournalEnd end, SourcePositions sources) {
        if (writer != null) {
            throw new IllegalStateException("the journal " + directory + " is being written to");
        }
        context.conclude();
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        final long number =
                segments.isEmpty() ? 1 : segments.get(segments.size() - 1).number() + 1;
        journalId = end.journalId() == null ? UUID.randomUUID() : end.journalId();
        SegmentAppender segment = null;
        try {
            segment = SegmentAppender.create(
                    directory,
                    number,
                    end.segment(),
                    journalId,
                    context,
                    context.clock().time());
            writer = new JournalWriter(directory, context, segment, end, sources);
            if (context.durability() == Durability.POWER) {
                forceAll(segments);
                forcer = new JournalForcer(writer);
            }
            keeper = new JournalKeeper(directory, context, writer, journalId, forcer);
            keeper.begin();
            return writer;
        } catch (IOException | RuntimeException e) {
            CloseHelper.quietClose(segment);
            if (segment != null) {
                SegmentFiles.removeQuietly(segment.files().directory(), e); // it holds nothing yet
            }
            if (keeper != null) {
                keeper.removeReserve();
            }
            writer = null;
            throw JournalException.environment(
                    "The journal " + directory + " could not be begun: " + e
                            + ". Check that the directory can be written to and its disk has space.",
                    e);
        }
    }

    /**
     * Has what earlier processes appended brought to the disk, and waits for it. Idempotent.
     *
     * @throws JournalException of kind ENVIRONMENT when the disk refuses.
     */
    public void force() {
        try {
            forceAll(SegmentFiles.list(directory));
        } catch (IOException e) {
            throw JournalException.environment(
                    "The journal " + directory + " could not be forced to its disk: " + e + ". Check the disk.", e);
        }
    }

    /** All, since those of a run without {@link Durability#POWER} were never forced, however old they are. */
    private void forceAll(List<SegmentFiles> segments) throws IOException {
        for (SegmentFiles each : segments) {
            final Path file = each.number() > forcedSegment ? each.dataFile() : null;
            if (file != null) {
                SegmentFiles.force(file);
            }
        }
        forcedSegment =
                segments.isEmpty() ? 0 : segments.get(segments.size() - 1).number();
    }

    /**
     * Where it is.
     *
     * @return the directory, absolute.
     */
    public Path directory() {
        return directory;
    }

    /**
     * What tells the journal from others.
     *
     * @return its id; null before {@link #append}.
     */
    public UUID journalId() {
        return journalId;
    }

    /**
     * What has to run beside the writer.
     *
     * @return the keeper; null before {@link #append}.
     */
    public JournalKeeper keeper() {
        return keeper;
    }

    /**
     * What has to run beside the writer where the end of the machine is to be survived.
     *
     * @return the forcer; null without {@link Durability#POWER}.
     */
    public JournalForcer forcer() {
        return forcer;
    }

    /** Releases files and mappings and gives the right to write back. Idempotent. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            keeper.close();
            if (forcer != null) {
                forcer.close();
            }
            writer = null;
        }
        lock.close();
    }
}
