// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotDescriptor.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.snapshot.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads a snapshot and vouches for it: form, checksums, that it belongs to the journal and graph at hand, and that the
 * journal still has the place it is to be gone on with from.
 *
 * <p>What is cheap is looked at first. All bytes are read before the file is mapped: a disk that fails does so in a
 * read, which is answered with an exception, and not in the mapping, which would end the process.
 *
 * <p>Threading: one thread. Memory: 1 MiB to read through, once.
 */
final class SnapshotReader {
    private static final int WINDOW_LENGTH = 1 << 20;

    /** Why a file is not used; made into a {@link Refusal} by the store, which knows what is done next. */
    static final class RefusedException extends Exception {
        final transient Reason reason;

        RefusedException(Reason reason, String what) {
            super(what, null, false, false);
            this.reason = reason;
        }
    }

    private final Path journal;
    private final SnapshotExpectation expected;
    private ByteBuffer window;

    SnapshotReader(Path journal, SnapshotExpectation expected) {
        this.journal = journal;
        this.expected = expected;
    }

    /**
     * Reads a file.
     *
     * @return the snapshot, of which everything has been checked.
     * @throws RefusedException when it is not to be used.
     * @throws JournalException when the journal cannot be looked into.
     */
    Snapshot read(SnapshotFile file) throws RefusedException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            final long fileLength = channel.size();
            final ByteBuffer bytes = readHeader(channel, fileLength);
            final SnapshotHeader header = decode(bytes, file);
            checkLength(bytes, fileLength);
            checkExpected(header);
            checkPosition(header.position());
            checkBody(channel, bytes, fileLength);
            checkConfirmed(header);
            return new Snapshot(file.path(), header, channel.map(MapMode.READ_ONLY, 0, fileLength), bytes.capacity());
        } catch (IOException e) {
            throw new RefusedException(Reason.UNREADABLE, "it cannot be read: " + e);
        }
    }

    /** Returns the whole header, with its checksum, which is sound. */
    private static ByteBuffer readHeader(FileChannel channel, long fileLength) throws IOException, RefusedException {
        final ByteBuffer fixed = read(channel, 0, (int) Math.min(FIXED_LENGTH, fileLength));
        if (fileLength >= Long.BYTES && fixed.getLong(MAGIC_OFFSET) != MAGIC) {
            throw new RefusedException(Reason.HEADER, "it does not begin as a snapshot does");
        }
        if (fileLength < PREAMBLE_LENGTH) {
            throw new RefusedException(Reason.TORN, "it is torn: only " + fileLength + " bytes are there");
        }
        final int headerLength = fixed.getInt(HEADER_LENGTH_OFFSET);
        final boolean isOurs = fixed.getInt(VERSION_OFFSET) == VERSION;
        if (isOurs && fileLength < FIXED_LENGTH) {
            throw new RefusedException(Reason.TORN, "it is torn: " + fileLength + " bytes of its header are there");
        }
        if (headerLength < PREAMBLE_LENGTH + CHECKSUM_LENGTH
                || headerLength > HEADER_LENGTH_MAX
                || isOurs && !SnapshotHeaderCodec.isLengthSound(fixed)) {
            throw new RefusedException(Reason.HEADER, "its header is damaged: it does not agree about its length");
        }
        if (headerLength > fileLength) {
            throw new RefusedException(
                    Reason.TORN,
                    "it is torn: " + fileLength + " of the " + headerLength + " bytes of its header are there");
        }
        final ByteBuffer header = read(channel, 0, headerLength);
        if (!SnapshotHeaderCodec.isChecksumSound(header)) {
            throw new RefusedException(
                    Reason.HEADER,
                    "its header is damaged: the checksum at byte " + (headerLength - CHECKSUM_LENGTH)
                            + " does not match it");
        }
        return header;
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes;
    }

    private static SnapshotHeader decode(ByteBuffer bytes, SnapshotFile file) throws RefusedException {
        final int version = bytes.getInt(VERSION_OFFSET);
        if (version != VERSION) {
            throw new RefusedException(
                    Reason.FORMAT,
                    "it is written in format version " + version + ", and this build reads version " + VERSION);
        }
        final SnapshotHeader header;
        try {
            header = SnapshotHeaderCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.HEADER, "its header says what cannot be: " + e.getMessage());
        }
        if (header.sequence() != file.sequence()) {
            throw new RefusedException(
                    Reason.HEADER,
                    "its header says that it is of event " + header.sequence() + ", and its name says another");
        }
        return header;
    }

    private static void checkLength(ByteBuffer header, long fileLength) throws RefusedException {
        final long imageLength = header.getLong(IMAGE_LENGTH_OFFSET);
        final long due = fileLength(header.capacity(), imageLength);
        if (imageLength < 0 || imageLength > FILE_LENGTH_MAX || due > FILE_LENGTH_MAX) {
            throw new RefusedException(
                    Reason.HEADER, "its header says what cannot be: an image of " + imageLength + " bytes");
        }
        if (fileLength != due) {
            throw new RefusedException(
                    Reason.TORN, "it is torn: it has " + fileLength + " bytes, and " + due + " were written");
        }
    }

    private void checkExpected(SnapshotHeader header) throws RefusedException {
        if (!header.journalId().equals(expected.journalId())) {
            throw new RefusedException(
                    Reason.OTHER_JOURNAL,
                    "it belongs to the journal " + header.journalId() + ", and this is " + expected.journalId());
        }
        if (!header.graphFingerprint().equals(expected.graphFingerprint())) {
            throw new RefusedException(
                    Reason.OTHER_GRAPH,
                    "it holds the state of the graph " + header.graphFingerprint() + " (build " + header.engineBuild()
                            + "), and the graph to be run is " + expected.graphFingerprint());
        }
        if (header.schemaId() != expected.schemaId() || header.schemaVersion() != expected.schemaVersion()) {
            throw new RefusedException(
                    Reason.SCHEMA,
                    "its events are of schema " + header.schemaId() + " version " + header.schemaVersion()
                            + ", and this build's of " + expected.schemaId() + " version " + expected.schemaVersion());
        }
        if (header.generation() < expected.oldestGeneration() || header.generation() > expected.generation()) {
            throw new RefusedException(
                    Reason.GENERATION,
                    "it is of generation " + header.generation() + ", and of use are those from "
                            + expected.oldestGeneration() + " to " + expected.generation());
        }
        if (header.sequence() > expected.lastSequence()) {
            throw new RefusedException(
                    Reason.NEWER_THAN_JOURNAL,
                    "it is of event " + header.sequence() + ", and the journal "
                            + (expected.lastSequence() < 0 ? "has none" : "ends with " + expected.lastSequence()));
        }
    }

    private void checkPosition(JournalPosition position) throws RefusedException {
        try {
            JournalReader.open(journal, position).close();
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.ENVIRONMENT) {
                throw e;
            }
            final String why = e.getMessage();
            throw new RefusedException(
                    Reason.NEWER_THAN_JOURNAL,
                    "the journal is not what it was when it was made: "
                            + (why.endsWith(".") ? why.substring(0, why.length() - 1) : why)); // it goes on
        }
    }

    private void checkBody(FileChannel channel, ByteBuffer header, long fileLength)
            throws IOException, RefusedException {
        if (window == null) {
            window = ByteBuffer.allocateDirect(WINDOW_LENGTH);
        }
        final CRC32C crc = SnapshotHeaderCodec.fileChecksum(header);
        final long end = fileLength - CHECKSUM_LENGTH;
        long position = header.capacity();
        while (position < end) {
            window.clear().limit((int) Math.min(WINDOW_LENGTH, end - position));
            final int count = channel.read(window, position);
            if (count < 0) {
                throw new IOException("the file became shorter while it was read");
            }
            crc.update(window.flip());
            position += count;
        }
        if ((int) crc.getValue() != read(channel, end, CHECKSUM_LENGTH).getInt(0)) {
            throw new RefusedException(
                    Reason.TORN, "it is torn: the checksum at byte " + end + " does not match what is before it");
        }
    }

    /** Last of all: what is refused for this alone may be used later, and so has to be sound. */
    private void checkConfirmed(SnapshotHeader header) throws RefusedException {
        if (header.sequence() > expected.confirmedSequence()) {
            throw new RefusedException(
                    Reason.BEYOND_CONFIRMED,
                    "it is of event " + header.sequence() + ", and outputs are confirmed to be published "
                            + (expected.confirmedSequence() < 0
                                    ? "for none yet"
                                    : "only up to " + expected.confirmedSequence()));
        }
    }
}
