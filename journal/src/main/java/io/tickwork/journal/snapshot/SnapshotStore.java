// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotDescriptor.FILE_LENGTH_MAX;
import static io.tickwork.journal.snapshot.SnapshotDescriptor.fileLength;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.journal.JournalException;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.snapshot.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * The snapshots of a journal, in its directory {@code snapshots}.
 *
 * <pre>{@code
 * SnapshotStore store = new SnapshotStore(directory, spareLength);
 * store.removeLeftovers();                              // by who owns the journal
 * SnapshotChoice choice = store.newestSound(expected);  // and each refusal is logged
 * ...
 * store.write(header, image);                           // now and then, on a thread that may wait
 * store.keep(3, confirmedSequence);
 * }</pre>
 *
 * <p>Threading: {@link #write} and {@link #keep} are one thread's, which they may block for as long as the disk takes.
 * {@link #list} and {@link #neededSequence} are for any thread. Everything here allocates.
 */
public final class SnapshotStore {
    private static final String DIRECTORY = "snapshots";
    private static final String TEMPORARY_PREFIX = ".creating-";
    private static final int WINDOW_LENGTH = 1 << 20;

    private final Path journal;
    private final Path directory;
    private final long spareLength;
    private final Set<Path> useless = ConcurrentHashMap.newKeySet();
    private ByteBuffer window;

    /**
     * The snapshots of a journal. Nothing is made or changed yet.
     *
     * @param journalDirectory that holds the journal.
     */
    public SnapshotStore(Path journalDirectory) {
        this(journalDirectory, 0);
    }

    /**
     * The snapshots of a journal. Nothing is made or changed yet.
     *
     * @param journalDirectory that holds the journal.
     * @param spareLength bytes that a snapshot leaves free on the disk, or is not written: the journal needs them more.
     */
    public SnapshotStore(Path journalDirectory, long spareLength) {
        if (spareLength < 0) {
            throw new IllegalArgumentException("spareLength=" + spareLength + " is negative");
        }
        journal = journalDirectory;
        directory = journalDirectory.resolve(DIRECTORY);
        this.spareLength = spareLength;
    }

    /**
     * Removes what a process left that was killed while it wrote a snapshot. Only for who owns the journal.
     *
     * @throws JournalException of kind ENVIRONMENT when it cannot be removed.
     */
    public void removeLeftovers() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, TEMPORARY_PREFIX + "*")) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException e) {
            // no snapshot was ever written
        } catch (IOException e) {
            throw JournalException.environment(
                    "What an earlier run left in " + directory + " cannot be removed: " + e
                            + ". Check its permissions.",
                    e);
        }
    }

    /**
     * Writes a snapshot. When it returns, the snapshot survives the end of the machine. When it throws, older ones are
     * as they were, and nothing is left of this one, unless it is whole. One of the same event is replaced.
     *
     * @param header what is to be said about the state.
     * @param image the state, in parts; not to be changed meanwhile.
     * @return the file.
     * @throws JournalException of kind ENVIRONMENT when it cannot be written; INPUT when it is longer than a file of 2
     *     GiB.
     * @throws IllegalArgumentException when there are millions of sources, or the texts in the header are as long.
     */
    public SnapshotFile write(SnapshotHeader header, List<ImageRegion> image) {
        long imageLength = 0;
        for (ImageRegion region : image) {
            imageLength += region.length();
        }
        final ByteBuffer headerBytes = SnapshotHeaderCodec.encode(header, imageLength);
        final long length = fileLength(headerBytes.capacity(), imageLength);
        if (length > FILE_LENGTH_MAX) {
            throw JournalException.input("The snapshot at event " + header.sequence() + " would be " + length
                    + " bytes long, and " + FILE_LENGTH_MAX
                    + " are possible. Switch snapshots off, or run fewer symbols or shorter windows.");
        }
        final SnapshotFile file = SnapshotFile.of(directory, header.sequence());
        final Path temporary = directory.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            makeDirectory();
            checkSpace(length);
            writeFile(temporary, headerBytes, image);
            Files.move(temporary, file.path(), StandardCopyOption.ATOMIC_MOVE);
            SegmentFiles.force(directory);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw JournalException.environment(
                    "The snapshot at event " + header.sequence() + " could not be written to " + directory + ": " + e
                            + ". Older ones are as they were, and no event is lost; a start takes longer until there is"
                            + " a newer one. Make room on that disk, and check that the directory can be written to.",
                    e);
        } catch (RuntimeException | Error e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        useless.remove(file.path());
        return file;
    }

    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
            SegmentFiles.force(journal);
        }
    }

    private void checkSpace(long length) throws IOException {
        final long spaceFree = Files.getFileStore(directory).getUsableSpace();
        if (spareLength > 0 && spaceFree - spareLength < length) {
            throw new IOException("it takes " + length + " bytes, and of the " + spaceFree + " that are free "
                    + spareLength + " are kept for the journal");
        }
    }

    private void writeFile(Path path, ByteBuffer header, List<ImageRegion> image) throws IOException {
        if (window == null) {
            window = ByteBuffer.allocateDirect(WINDOW_LENGTH).order(LITTLE_ENDIAN);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            final CRC32C crc = SnapshotHeaderCodec.fileChecksum(header);
            writeFully(channel, header.rewind());
            final ByteBuffer window = this.window.clear();
            for (ImageRegion region : image) {
                for (int offset = 0; offset < region.length(); ) {
                    final int count = Math.min(region.length() - offset, room(window, crc, channel));
                    region.buffer().getBytes(region.offset() + offset, window, count);
                    offset += count;
                }
            }
            drain(window, crc, channel);
            window.putInt((int) crc.getValue());
            drain(window, crc, channel);
            channel.force(true);
        }
    }

    /** Small regions are gathered in the window; it is written when it is full. Returns the room in it, at least 1. */
    private static int room(ByteBuffer window, CRC32C crc, FileChannel channel) throws IOException {
        if (!window.hasRemaining()) {
            drain(window, crc, channel);
        }
        return window.remaining();
    }

    private static void drain(ByteBuffer window, CRC32C crc, FileChannel channel) throws IOException {
        crc.update(window.flip());
        writeFully(channel, window.rewind());
        window.clear();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void deleteQuietly(Path path, Throwable cause) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * The snapshots that are there, sound or not.
     *
     * @return them, newest first.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public List<SnapshotFile> list() {
        final List<SnapshotFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, SnapshotFile.PREFIX + "*")) {
            for (Path entry : entries) {
                final SnapshotFile file = SnapshotFile.of(entry);
                if (file != null) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return files; // none was ever written
        } catch (IOException e) {
            throw JournalException.environment(
                    "The directory " + directory + " cannot be listed: " + e + ". Check its permissions.", e);
        }
        files.sort(Comparator.comparingLong(SnapshotFile::sequence).reversed());
        return files;
    }

    /**
     * Finds the snapshot to start from: the newest that is whole, belongs to the journal and the graph at hand, and is
     * beyond neither the journal nor what is confirmed. Changes nothing. Those that are refused for good do not count
     * any more in {@link #keep} and {@link #neededSequence}.
     *
     * @param expected what it must be.
     * @return the snapshot, if there is one, and why newer ones were refused.
     * @throws JournalException of kind ENVIRONMENT when the journal, or the directory of the snapshots, cannot be read.
     */
    public SnapshotChoice newestSound(SnapshotExpectation expected) {
        final SnapshotReader reader = new SnapshotReader(journal, expected);
        final List<Refusal> refusals = new ArrayList<>();
        final List<SnapshotFile> files = list();
        for (int i = 0; i < files.size(); i++) {
            final SnapshotFile file = files.get(i);
            try {
                return new SnapshotChoice(reader.read(file), refusals);
            } catch (SnapshotReader.RefusedException e) {
                if (e.reason != Reason.BEYOND_CONFIRMED) {
                    useless.add(file.path());
                }
                final String next = i + 1 < files.size()
                        ? "The one before it, of event " + files.get(i + 1).sequence() + ", is tried."
                        : "There is none before it: the journal is run from its start.";
                refusals.add(new Refusal(
                        file.path(),
                        e.reason,
                        "The snapshot " + file.path() + " is not used: " + e.getMessage() + ". " + next));
            }
        }
        return new SnapshotChoice(null, refusals);
    }

    /**
     * Has snapshots count no more, in {@link #keep} and {@link #neededSequence}, that the journal does not lead to: the
     * events that they are of have been given up, or another graph ran them.
     *
     * @param sequence of the last event whose snapshots still count; {@link Long#MIN_VALUE} for none.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public void disregardBeyond(long sequence) {
        list().stream()
                .filter(file -> file.sequence() > sequence)
                .map(SnapshotFile::path)
                .forEach(useless::add);
    }

    /**
     * Removes old snapshots, but for the newest ones and the newest that is not beyond what is confirmed. Those that
     * {@link #newestSound} has refused for good, or that are disregarded, are removed as soon as there are enough
     * others.
     *
     * @param count how many of the newest are kept, from 1.
     * @param confirmedSequence the last event whose outputs are known to be published, {@link Long#MIN_VALUE} when none
     *     is, {@link Long#MAX_VALUE} where nothing has to be.
     * @throws JournalException of kind ENVIRONMENT when one cannot be removed.
     */
    public void keep(int count, long confirmedSequence) {
        if (count < 1) {
            throw new IllegalArgumentException("count=" + count + " is below 1");
        }
        final List<SnapshotFile> files = list();
        final List<SnapshotFile> useful = useful(files);
        if (useful.size() < count) {
            return;
        }
        final Set<SnapshotFile> kept = new HashSet<>(useful.subList(0, count));
        useful.stream()
                .filter(file -> file.sequence() <= confirmedSequence)
                .findFirst()
                .ifPresent(kept::add);
        for (SnapshotFile file : files) {
            if (!kept.contains(file)) {
                remove(file);
            }
        }
    }

    private void remove(SnapshotFile file) {
        try {
            Files.deleteIfExists(file.path());
            useless.remove(file.path());
        } catch (IOException e) {
            throw JournalException.environment(
                    "The old snapshot " + file.path() + " cannot be removed: " + e
                            + ". Check the permissions of its directory.",
                    e);
        }
    }

    /**
     * From where on the journal is still needed to start from any of the snapshots: segments that hold only earlier
     * events may go.
     *
     * @param confirmedSequence as in {@link #keep}.
     * @return the sequence behind the oldest snapshot; {@link Long#MIN_VALUE}, which is before every event, when there
     *     is none that is not beyond what is confirmed.
     * @throws JournalException of kind ENVIRONMENT when the directory cannot be listed.
     */
    public long neededSequence(long confirmedSequence) {
        final List<SnapshotFile> useful = useful(list());
        final long oldest = useful.isEmpty()
                ? Long.MAX_VALUE
                : useful.get(useful.size() - 1).sequence();
        return useful.isEmpty() || oldest > confirmedSequence ? Long.MIN_VALUE : oldest + 1;
    }

    private List<SnapshotFile> useful(List<SnapshotFile> files) {
        return files.stream().filter(file -> !useless.contains(file.path())).toList();
    }
}
