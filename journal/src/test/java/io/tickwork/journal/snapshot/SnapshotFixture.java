// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal of some events, and snapshots that suit it. */
final class SnapshotFixture {
    static final String FINGERPRINT = "c0ffee";
    static final int SCHEMA_ID = 7;
    static final int SCHEMA_VERSION = 2;
    static final long GENERATION = 3;
    static final String BUILD = "0.1.0";
    private static final Manifest MANIFEST = new Manifest(
            BUILD,
            "Vendor",
            "17",
            SCHEMA_ID,
            SCHEMA_VERSION,
            List.of(),
            FINGERPRINT,
            none(),
            none(),
            List.of(),
            List.of(),
            "2026-01-05T09:00:00Z",
            GENERATION,
            "boot",
            List.of(),
            none());

    final Path directory;
    final SnapshotStore store;
    private final TreeMap<Long, JournalPosition> positions = new TreeMap<>();
    private UUID journalId;

    SnapshotFixture(Path directory) {
        this.directory = directory;
        store = new SnapshotStore(directory);
    }

    /** Begins a journal, or goes on with it, with events up to a sequence, each a frame. */
    SnapshotFixture journal(JournalEnd end, long lastSequence) {
        try (Journal journal = Journal.own(directory)) {
            final JournalWriter writer = journal.append(
                    new JournalContext()
                            .segmentLength(JournalContext.SEGMENT_LENGTH_MIN)
                            .aheadLength(1 << 20)
                            .reserveLength(0),
                    end,
                    new SourcePositions());
            writer.manifest(MANIFEST);
            final UnsafeBuffer event = new UnsafeBuffer(new byte[16]);
            for (long sequence = Math.max(0, end.nextSequence()); sequence <= lastSequence; sequence++) {
                event.putLong(0, sequence);
                writer.begin(sequence);
                writer.entry(1, sequence, event, 0, event.capacity());
                writer.commit();
                positions.put(sequence, writer.position());
            }
        }
        journalId = end().journalId();
        return this;
    }

    /** The end of the journal. */
    JournalEnd end() {
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {});
            return reader.end();
        }
    }

    /** The end that the journal had behind an event. */
    JournalEnd end(long sequence) {
        final JournalPosition place = positions.get(sequence);
        return new JournalEnd(
                journalId,
                place.segment(),
                place.checksum(),
                place.nextSequence(),
                place.nextOutcomeSequence(),
                GENERATION);
    }

    JournalPosition position(long sequence) {
        return positions.get(sequence);
    }

    UUID journalId() {
        return journalId;
    }

    SnapshotHeader header(long sequence) {
        return header(journalId, positions.get(sequence), FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION, GENERATION);
    }

    static SnapshotHeader header(
            UUID journalId,
            JournalPosition position,
            String fingerprint,
            int schemaId,
            int schemaVersion,
            long generation) {
        final SourcePositions sources = new SourcePositions();
        sources.set(1, position.nextSequence() - 1);
        sources.set(-5, Long.MAX_VALUE);
        return new SnapshotHeader(
                journalId,
                position.nextSequence() - 1,
                position,
                generation,
                fingerprint,
                schemaId,
                schemaVersion,
                BUILD,
                0x1122334455667788L,
                17,
                -9,
                position.nextSequence(),
                sources);
    }

    /** Writes a snapshot of an event, whose image depends on the event. */
    SnapshotFile write(long sequence) {
        return store.write(header(sequence), image(sequence));
    }

    static List<ImageRegion> image(long sequence) {
        return List.of(new ImageRegion(new UnsafeBuffer(bytes(sequence, 60)), 0, 60));
    }

    /** Bytes that depend on a seed. */
    static byte[] bytes(long seed, int length) {
        final byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] bytes(DirectBuffer buffer) {
        final byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    SnapshotExpectation expected(long lastSequence, long confirmedSequence) {
        return new SnapshotExpectation(
                journalId,
                FINGERPRINT,
                SCHEMA_ID,
                SCHEMA_VERSION,
                GENERATION,
                GENERATION,
                lastSequence,
                confirmedSequence);
    }

    /** Every field, as text: sources have no equality of their own. */
    static String text(SnapshotHeader header) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < header.sources().count(); i++) {
            text.append(header.sources().id(i))
                    .append(' ')
                    .append(header.sources().sequence(i))
                    .append(", ");
        }
        return header.toString().replaceAll("sources=.*", "sources=" + text);
    }

    /** The names in the directory of the snapshots. */
    List<String> names() throws IOException {
        try (var entries = Files.list(directory.resolve("snapshots"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static SortedMap<String, String> none() {
        return new TreeMap<>();
    }
}
