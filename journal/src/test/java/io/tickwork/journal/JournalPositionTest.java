// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading begins only at a place that the journal has, and has not given up. */
class JournalPositionTest {
    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void setUp() {
        directory = temporary.resolve("journal");
    }

    @Test
    void shouldRefuseAPlaceThatIsNotOneInEveryPart() {
        write(new RandomSession(5), JournalEnd.EMPTY);
        final List<JournalPosition> positions = positions();
        assertThat(positions).hasSizeGreaterThan(50);
        for (int i = 0; i < positions.size(); i++) {
            final JournalPosition place = positions.get(i);
            JournalReader.open(directory, place).close();
            assertRefused(with(place, place.offset() + 8, place.checksum(), place.nextSequence()));
            assertRefused(with(place, place.offset() - 4, place.checksum(), place.nextSequence()));
            assertRefused(with(place, place.offset(), place.checksum() ^ 1, place.nextSequence()));
            assertRefused(with(place, Long.MAX_VALUE - 2, place.checksum(), place.nextSequence()));
            assertRefused(with(place, Long.MIN_VALUE, place.checksum(), place.nextSequence()));
            if (i < positions.size() - 1) { // nothing stands behind the last that could tell
                assertRefused(with(place, place.offset(), place.checksum(), place.nextSequence() + 1));
                assertRefused(with(place, place.offset(), place.checksum(), Long.MIN_VALUE + 1));
            }
        }
        final JournalPosition last = positions.get(positions.size() - 1);
        assertRefused(new JournalPosition(999, last.offset(), last.checksum(), last.nextSequence(), 0));
    }

    /** Goes on from each place of a journal in turn; then only the places up to there are its places. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseAPlaceThatWasGivenUp(long seed) throws IOException {
        final RandomSession session = new RandomSession(seed);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 25, 0);
        }
        final List<JournalPosition> positions = new ArrayList<>();
        final List<JournalEnd> ends = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.next(new JournalHandler() {})) {
                positions.add(reader.position());
                ends.add(reader.end());
            }
        }
        for (int k = 0; k < ends.size(); k++) {
            try (WrittenJournal journal =
                    WrittenJournal.goOn(directory, session.context(), ends.get(k), new SourcePositions())) {
                journal.writer.manifest(RandomSession.MANIFEST);
            }
            for (int i = 0; i < positions.size(); i++) {
                if (i <= k) {
                    try (JournalReader reader = JournalReader.open(directory, positions.get(i))) {
                        // What is left of the first segment, then manifest and sources of the second.
                        assertThat(reader.readAll(new JournalHandler() {}))
                                .as("seed=%d, gone on from place %d, opened at %d", seed, k, i)
                                .isEqualTo(k - i + 2);
                    }
                } else {
                    assertRefused(positions.get(i));
                }
            }
            SegmentFiles.remove(SegmentFiles.of(directory, 2).directory());
        }
    }

    @Test
    void shouldNotNeedASegmentThatEndedAtThePlace() throws IOException {
        write(new RandomSession(5), JournalEnd.EMPTY);
        final List<JournalPosition> positions = positions();
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        final long second = segments.get(1).number();
        int last = 0;
        while (positions.get(last + 1).segment() < second) {
            last++;
        }
        final Transcript expected = new Transcript();
        try (JournalReader reader = JournalReader.open(directory, positions.get(last))) {
            reader.readAll(expected);
        }
        SegmentFiles.remove(segments.get(0).directory());
        final Transcript actual = new Transcript();
        try (JournalReader reader = JournalReader.open(directory, positions.get(last))) {
            reader.readAll(actual);
        }
        assertThat(actual.lines).isNotEmpty().isEqualTo(expected.lines);
        assertRefused(positions.get(last - 1));
    }

    @Test
    void shouldSayThatWhatStandsBehindThePlaceIsDamagedWhenThatIsRead() throws IOException {
        write(new RandomSession(5), JournalEnd.EMPTY);
        final List<JournalPosition> positions = positions();
        final JournalPosition place = positions.get(3);
        assertThat(positions.get(4).segment()).isEqualTo(place.segment());
        final Path file = SegmentFiles.of(directory, place.segment()).dataFile();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[(int) place.offset() + 40] ^= 4;
        Files.write(file, bytes);
        try (JournalReader reader = JournalReader.open(directory, place)) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> reader.next(new JournalHandler() {}))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.DAMAGED));
        }
    }

    @Test
    void shouldRefuseAPlaceThatWasGivenUpWhateverStandsBehindIt() throws IOException {
        final RandomSession session = new RandomSession(1);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 25, 0);
        }
        final List<JournalPosition> positions = positions();
        final JournalPosition place = positions.get(20);
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < 10; i++) {
                reader.next(new JournalHandler() {});
            }
            assertThat(reader.nextSequence()).isLessThan(place.nextSequence());
            try (WrittenJournal journal =
                    WrittenJournal.goOn(directory, session.context(), reader.end(), new SourcePositions())) {
                journal.writer.manifest(RandomSession.MANIFEST);
            }
        }
        assertRefused(place);
        final Path file = SegmentFiles.of(directory, 1).dataFile();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[(int) place.offset() + 40] ^= 4;
        Files.write(file, bytes);
        assertRefused(place);
    }

    private void write(RandomSession session, JournalEnd end) {
        try (WrittenJournal journal = WrittenJournal.goOn(directory, session.context(), end, new SourcePositions())) {
            session.write(journal, 60, 10);
        }
        assertThat(SegmentFiles.list(directory)).hasSizeGreaterThan(2);
    }

    private List<JournalPosition> positions() {
        final List<JournalPosition> positions = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.next(new JournalHandler() {})) {
                positions.add(reader.position());
            }
        }
        return positions;
    }

    private static JournalPosition with(JournalPosition place, long offset, int checksum, long nextSequence) {
        return new JournalPosition(place.segment(), offset, checksum, nextSequence, place.nextOutcomeSequence());
    }

    private void assertRefused(JournalPosition place) {
        assertThatExceptionOfType(JournalException.class)
                .as("%s", place)
                .isThrownBy(() -> JournalReader.open(directory, place).close())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
    }
}
