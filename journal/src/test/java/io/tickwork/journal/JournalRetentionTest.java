// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.scan.JournalScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRetentionTest {
    private static final long SEED = 20261127;
    private static final long HOUR_MS = 3_600_000;
    private static final long INTERVAL_MS = 1000;

    /** About: more than the segments here are long. */
    private static final long LENGTH_OF_EACH = 1 << 19;

    @TempDir
    Path temporary;

    private final RandomSession session = new RandomSession(SEED);

    @Test
    void shouldRemoveNothingBeforeItIsToldWhatIsNeeded() {
        try (WrittenJournal journal = written(session.context().retainAge(1))) {
            keepLater(journal, 0);
            assertThat(journal.keeper().removedCount()).isZero();
            assertWhole();
        }
    }

    @Test
    void shouldRemoveNothingWhereEverythingIsRetained() {
        try (WrittenJournal journal = written(session.context())) {
            journal.keeper().neededSequence(() -> Long.MAX_VALUE);
            keepLater(journal, 1000 * HOUR_MS);
            assertThat(journal.keeper().removedCount()).isZero();
            assertWhole();
        }
    }

    @Test
    void shouldRemoveWhatIsOlderThanRetained() {
        try (WrittenJournal journal = written(session.context().retainAge(5 * HOUR_MS))) {
            final List<SegmentFiles> before = segments();
            final long nowMs = session.clock.time();
            journal.keeper().neededSequence(() -> Long.MAX_VALUE);
            keepLater(journal, 0);
            final int removed = (int) journal.keeper().removedCount();
            assertThat(removed).isPositive().isLessThan(before.size() - 1);
            assertThat(segments()).isEqualTo(before.subList(removed, before.size()));
            assertThat(SegmentChain.head(segments().get(1)).createdMs())
                    .as("when the oldest that stays was left")
                    .isGreaterThanOrEqualTo(nowMs - 5 * HOUR_MS);
            assertEndOfWhole();

            keepLater(journal, 1000 * HOUR_MS);
            assertThat(segments().get(0))
                    .as("the one that is written to")
                    .isEqualTo(journal.writer.segment().files());
            assertEndOfWhole();
        }
    }

    @Test
    void shouldRemoveWhatIsTooLongTogether() throws IOException {
        try (WrittenJournal journal = written(session.context().retainBytes(3 << 20))) {
            final List<SegmentFiles> before = segments();
            journal.keeper().neededSequence(() -> Long.MAX_VALUE);
            keepLater(journal, 0);
            final int removed = (int) journal.keeper().removedCount();
            assertThat(removed).isPositive().isLessThan(before.size() - 1);
            assertThat(length(segments())).isLessThanOrEqualTo(3 << 20);
            assertThat(length(segments()) + LENGTH_OF_EACH).isGreaterThan(3 << 20);
            assertEndOfWhole();
        }
    }

    @Test
    void shouldKeepEveryPlaceFromWhichWhatIsNeededCanBeRead() {
        final List<JournalPosition> positions = new ArrayList<>();
        try (WrittenJournal journal = written(session.context().retainAge(1))) {
            try (JournalReader reader = JournalReader.open(directory())) {
                while (reader.next(new Transcript())) {
                    positions.add(reader.position());
                }
            }
            keepLater(journal, 4 * HOUR_MS); // beyond all steps back
            for (JournalPosition needed : positions) {
                journal.keeper().neededSequence(needed::nextSequence);
                keepLater(journal, 0);
                JournalReader.open(directory(), needed)
                        .close(); // later ones too, since nothing comes back until their turn
                assertEndOfWhole();
            }
            assertThat(journal.keeper().removedCount()).isGreaterThan(2);
        }
    }

    @Test
    void shouldRemoveArchivedOnesToo() {
        try (WrittenJournal journal = written(session.context().retainAge(5 * HOUR_MS))) {
            JournalArchiver.of(directory(), Long.MAX_VALUE).run(bytes -> {});
            final int before = segments().size();
            journal.keeper().neededSequence(() -> Long.MAX_VALUE);
            keepLater(journal, 0);
            assertThat(segments().size()).isLessThan(before);
            assertEndOfWhole();
        }
    }

    @Test
    void shouldKeepWhatComesAfterTheLastForcedEvent() {
        try (WrittenJournal journal = written(session.context().retainAge(1).durability(Durability.POWER))) {
            journal.keeper().neededSequence(() -> Long.MAX_VALUE);
            keepLater(journal, 0);
            assertThat(journal.keeper().removedCount()).isZero();
            while (journal.forcer().doWork() > 0) {
                journal.keep();
            }
            keepLater(journal, 0);
            assertThat(journal.keeper().removedCount()).isPositive();
            assertEndOfWhole();
        }
    }

    @Test
    void shouldFinishARemovalThatWasCutShort() throws IOException {
        written(session.context()).close();
        final SegmentFiles first = segments().get(0);
        final Path half = directory().resolve(".removing-" + first.name());
        Files.move(first.directory(), half);
        Files.delete(new SegmentFiles(1, half).dataFile());
        assertEndOfWhole();
        Journal.own(directory()).close();
        assertThat(half).doesNotExist();
        assertEndOfWhole();
    }

    private WrittenJournal written(JournalContext context) {
        final WrittenJournal journal = WrittenJournal.create(directory(), context);
        session.write(journal, 80, 40);
        assertThat(segments()).hasSizeGreaterThan(8);
        return journal;
    }

    private void keepLater(WrittenJournal journal, long laterMs) {
        session.clock.advance(INTERVAL_MS + laterMs);
        journal.keep();
    }

    private Path directory() {
        return temporary.resolve("journal");
    }

    private List<SegmentFiles> segments() {
        return SegmentFiles.list(directory());
    }

    private static long length(List<SegmentFiles> segments) throws IOException {
        long total = 0;
        for (SegmentFiles segment : segments) {
            try (var files = Files.list(segment.directory())) {
                final long length =
                        files.mapToLong(file -> file.toFile().length()).sum();
                final boolean isLast = segment.equals(segments.get(segments.size() - 1));
                total +=
                        isLast ? Math.min(length, JournalContext.SEGMENT_LENGTH_MIN) : length; // it is being written to
            }
        }
        return total;
    }

    private void assertWhole() {
        assertThat(Transcript.of(directory()).lines).isEqualTo(session.expected.lines);
    }

    /** What is left reads to its end, and a scan finds nothing wrong with it. */
    private void assertEndOfWhole() {
        final List<String> lines = Transcript.of(directory()).lines;
        final int size = session.expected.lines.size();
        assertThat(lines).isNotEmpty();
        assertThat(lines).isEqualTo(session.expected.lines.subList(size - lines.size(), size));
        assertThat(JournalScan.of(directory()).damages()).isEmpty();
    }
}
