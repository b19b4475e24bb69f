// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.QueueFiles.dataFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
    @TempDir
    Path temporary;

    private final ManualClock clock = new ManualClock();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);

    @Test
    void shouldLeaveNothingBesideTheJournalItCreates() throws IOException {
        final Path directory = temporary.resolve("missing/parent/journal");
        WrittenJournal.create(directory, context()).close();
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "owner", "segment-0000000001");
        }
        try (Stream<Path> siblings = Files.list(directory.getParent())) {
            assertThat(siblings).containsExactly(directory);
        }
    }

    @Test
    void shouldCreateInAnEmptyDirectory() throws IOException {
        final Path directory = Files.createDirectory(temporary.resolve("journal"));
        try (WrittenJournal journal = WrittenJournal.create(directory, context())) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
        }
        assertThat(Transcript.of(directory).manifests).containsExactly(RandomSession.MANIFEST);
    }

    @Test
    void shouldRefuseADirectoryThatHoldsAJournalWhereANewOneIsWanted() throws IOException {
        final Path directory = temporary.resolve("journal");
        Journal.refuseUnlessNew(directory);
        explained().close();
        assertRefused(() -> Journal.refuseUnlessNew(directory), JournalException.Kind.INPUT, "already holds a journal");
        final Path file = Files.createFile(temporary.resolve("file"));
        assertRefused(() -> Journal.refuseUnlessNew(file), JournalException.Kind.INPUT, "it is a file");
        assertRefused(() -> Journal.own(file), JournalException.Kind.INPUT, "it is a file");
    }

    @Test
    void shouldSayThatTheEnvironmentIsWrongWhenTheParentIsAFile() throws IOException {
        final Path file = Files.createFile(temporary.resolve("file"));
        assertRefused(
                () -> Journal.own(file.resolve("journal")), JournalException.Kind.ENVIRONMENT, "could not be locked");
    }

    @Test
    void shouldRefuseASecondOwnerAndNameTheFirst() {
        final Path directory = temporary.resolve("journal");
        try (WrittenJournal first = explained()) {
            assertRefused(
                    () -> Journal.own(directory),
                    JournalException.Kind.ENVIRONMENT,
                    "pid: " + ProcessHandle.current().pid());
            batch(first.writer, 0, 1);
        }
        Journal.own(directory).close();
    }

    @Test
    void shouldGoOnInANewSegment() {
        final Path directory = temporary.resolve("journal");
        try (WrittenJournal first = explained()) {
            batch(first.writer, 5, 3);
            first.writer.outcome(1);
            batch(first.writer, 8, 1);
        }
        final JournalEnd end;
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {});
            end = reader.end();
        }
        assertThat(end.nextSequence()).isEqualTo(9);
        assertThat(end.nextOutcomeSequence()).isEqualTo(6);
        final SourcePositions sources = new SourcePositions();
        sources.set(1, 8);
        try (WrittenJournal second = WrittenJournal.goOn(directory, context(), end, sources)) {
            second.writer.outcome(2);
            second.writer.manifest(RandomSession.MANIFEST);
            batch(second.writer, 9, 1);
        }
        final Transcript transcript = Transcript.of(directory);
        assertThat(transcript.manifests).hasSize(2);
        assertThat(transcript.lines.stream().filter(line -> line.startsWith("outcome")))
                .containsExactly("outcome 5 1", "outcome 6 2");
        assertThat(transcript.lines.stream().filter(line -> line.startsWith("event")))
                .hasSize(5);
        assertThat(transcript.sources).containsExactly("1 8");
    }

    @Test
    void shouldBeReadFromEveryPlaceBetweenFrames() {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(11);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 60, 10);
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            final Transcript read = new Transcript();
            while (reader.next(read)) {
                final Transcript rest = new Transcript();
                try (JournalReader other = JournalReader.open(directory, reader.position())) {
                    other.readAll(rest);
                }
                assertThat(rest.lines)
                        .isEqualTo(session.expected.lines.subList(read.lines.size(), session.expected.lines.size()));
            }
        }
    }

    @Test
    void shouldPassOverWhatWasGivenUp() {
        final Path directory = temporary.resolve("journal");
        final JournalEnd end;
        try (WrittenJournal first = explained()) {
            batch(first.writer, 0, 2);
            try (JournalReader reader = JournalReader.open(directory)) {
                reader.readAll(new JournalHandler() {});
                end = reader.end();
            }
            batch(first.writer, 2, 2);
        }
        try (WrittenJournal second = WrittenJournal.goOn(directory, context(), end, new SourcePositions())) {
            second.writer.manifest(RandomSession.MANIFEST);
            batch(second.writer, 2, 1);
        }
        assertThat(Transcript.of(directory).lines).hasSize(3);
    }

    @Test
    void shouldHaveNoRoomWithoutItsKeeper() {
        try (WrittenJournal journal = explained()) {
            long sequence = 0;
            while (journal.writer.hasRoom()) {
                batch(journal.writer, sequence, 4);
                sequence += 4;
            }
            assertThat(journal.writer.bytesWritten()).isBetween(1L << 19, 2L << 20);
            journal.keep();
            assertThat(journal.writer.hasRoom()).isTrue();
        }
    }

    @Test
    void shouldTellWhatIsForced() {
        try (WrittenJournal journal =
                WrittenJournal.create(temporary.resolve("journal"), context().durability(Durability.POWER))) {
            journal.writer.manifest(RandomSession.MANIFEST);
            batch(journal.writer, 0, 3);
            assertThat(journal.forcer().forcedSequence()).isEqualTo(Long.MIN_VALUE);
            clock.advance(3_600_000);
            journal.keep();
            batch(journal.writer, 3, 3); // in another segment
            assertThat(journal.forcer().doWork()).isPositive();
            assertThat(journal.forcer().forcedSequence()).isEqualTo(5);
            assertThat(journal.forcer().exposedNs()).isZero();
        }
    }

    @Test
    void shouldNameBothSequencesWhenTheyAreNotContiguous() {
        try (WrittenJournal journal = explained()) {
            final JournalWriter writer = journal.writer;
            batch(writer, 7, 3);
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.begin(11))
                    .withMessageContaining("11")
                    .withMessageContaining("10");
            assertThatIllegalStateException().isThrownBy(() -> writer.begin(7)).withMessageContaining("10");
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.checkpoint(8, 0, 0, 0, 0, new long[0], 0, false))
                    .withMessageContaining("8")
                    .withMessageContaining("9");
            batch(writer, 10, 1);
        }
    }

    @Test
    void shouldRefuseANegativeFirstSequence() {
        try (WrittenJournal journal = explained()) {
            final JournalWriter writer = journal.writer;
            assertThatIllegalStateException().isThrownBy(() -> writer.begin(-1)).withMessageContaining("-1");
        }
    }

    @Test
    void shouldRefuseCallsOutOfTurn() {
        try (WrittenJournal journal = WrittenJournal.create(temporary.resolve("journal"), context())) {
            final JournalWriter writer = journal.writer;
            assertThatIllegalStateException().isThrownBy(() -> writer.begin(0)).withMessageContaining("manifest");
            writer.manifest(RandomSession.MANIFEST);
            assertThatIllegalStateException().isThrownBy(writer::commit);
            assertThatIllegalStateException().isThrownBy(() -> writer.entry(0, 0, buffer, 0, 8));
            writer.begin(0);
            assertThatIllegalStateException().isThrownBy(writer::commit).withMessageContaining("empty");
            assertThatIllegalStateException().isThrownBy(() -> writer.begin(0));
            assertThatIllegalStateException().isThrownBy(() -> writer.outcome(1));
            assertThatIllegalStateException().isThrownBy(() -> writer.manifest(RandomSession.MANIFEST));
            writer.entry(0, 0, buffer, 0, 8);
            writer.commit();
        }
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        final WrittenJournal journal = explained();
        final JournalWriter writer = journal.writer;
        journal.close();
        journal.close();
        assertThatIllegalStateException().isThrownBy(() -> writer.begin(0)).withMessageContaining("closed");
    }

    @Test
    void shouldRefuseAnOutcomeWithoutAnEvent() {
        try (WrittenJournal journal = explained()) {
            final JournalWriter writer = journal.writer;
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.outcome(1))
                    .withMessageContaining("none");
            batch(writer, 5, 1);
            writer.outcome(1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.outcome(2))
                    .withMessageContaining("6")
                    .withMessageContaining("5");
        }
    }

    @Test
    void shouldKeepItsLimits() {
        try (WrittenJournal journal = explained()) {
            final JournalWriter writer = journal.writer;
            writer.begin(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.entry(0, 0, buffer, 0, 65))
                    .withMessageContaining("length=65");
            for (int i = 0; i < 4; i++) {
                writer.entry(0, 0, buffer, 0, 64);
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.entry(0, 0, buffer, 0, 8))
                    .withMessageContaining("batchLimit=4");
            writer.commit();
            writer.outcome(1);
            writer.outcome(2);
            writer.outcome(3);
            assertThatIllegalStateException()
                    .isThrownBy(() -> writer.outcome(4))
                    .withMessageContaining("outcomeLimit=3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.checkpoint(3, 0, 0, 0, 0, new long[3], 3, false))
                    .withMessageContaining("nodeDigestCount=3");
        }
    }

    @Test
    void shouldFitTheLongestFrameOfEachKind() {
        final Path directory = temporary.resolve("journal");
        final JournalContext context =
                context().eventLengthMax(61).batchLimit(3).outcomeLimit(3);
        try (WrittenJournal journal = WrittenJournal.create(directory, context)) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            for (int batch = 0; batch < 2; batch++) {
                writer.begin(batch * 3L);
                for (int i = 0; i < 3; i++) {
                    writer.entry(0, 0, buffer, 0, 61);
                }
                writer.commit();
                for (int i = 0; i < 3; i++) {
                    writer.outcome(i);
                }
            }
            writer.checkpoint(5, 0, 0, 0, 0, new long[2], 2, true);
        }
        assertThat(Transcript.of(directory).lines).hasSize(6 + 6 + 1);
    }

    @Test
    void shouldRefuseAManifestThatDoesNotFitASegment() {
        try (WrittenJournal journal = WrittenJournal.create(temporary.resolve("journal"), context())) {
            final JournalWriter writer = journal.writer;
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> writer.manifest(RandomSession.manifest("x".repeat(300_000))))
                    .withMessageContaining("segmentLength=1048576")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
            writer.manifest(RandomSession.manifest("x".repeat(250_000)));
        }
    }

    @Test
    void shouldGoOnOverManySegments() {
        final Path directory = temporary.resolve("journal");
        final JournalContext context = context().batchLimit(30).eventLengthMax(8000);
        final UnsafeBuffer large = new UnsafeBuffer(new byte[8000]);
        final int batches = 40;
        try (WrittenJournal journal = WrittenJournal.create(directory, context)) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            for (int batch = 0; batch < batches; batch++) {
                writer.begin(batch * 30L);
                for (int i = 0; i < 30; i++) {
                    large.setMemory(0, 8000, (byte) (batch + i));
                    writer.entry(batch, i, large, 0, 8000 - i);
                }
                writer.commit();
                journal.keep();
            }
            assertThat(journal.keeper().segmentCount()).isGreaterThan(5);
        }
        final long[] events = new long[1];
        final SourcePositions sources = new SourcePositions();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer event, int offset, int length) {
                    assertThat(sequence).isEqualTo(events[0]++);
                    sources.set(sourceId, sourceSequence);
                    assertThat(length).isEqualTo(8000 - (int) sourceSequence);
                    assertThat(event.getByte(offset)).isEqualTo((byte) (sourceId + sourceSequence));
                    assertThat(event.getByte(offset + length - 1)).isEqualTo((byte) (sourceId + sourceSequence));
                }

                @Override
                public void onSource(int sourceId, long sourceSequence) {
                    // Of no event that is only behind it: that might never have come.
                    assertThat(sourceSequence).as("source %d", sourceId).isEqualTo(sources.get(sourceId));
                }
            });
        }
        assertThat(events[0]).isEqualTo(batches * 30L);
    }

    @Test
    void shouldSayHowFarEverySourceHasComeAndRefuseOneMoreThanItCanSay() {
        final Path directory = temporary.resolve("journal");
        final UnsafeBuffer event = new UnsafeBuffer(new byte[8]);
        final SourcePositions sources;
        try (WrittenJournal journal = WrittenJournal.create(directory, context())) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            for (int source = 0; source < JournalContext.SOURCES_MAX; source++) {
                writer.begin(source);
                writer.entry(source, 7L * source, event, 0, 8);
                writer.commit();
                journal.keep();
            }
            writer.begin(JournalContext.SOURCES_MAX);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.entry(JournalContext.SOURCES_MAX, 1, event, 0, 8))
                    .withMessageContaining("sourceId=4000");
            writer.entry(3, 22, event, 0, 8);
            writer.commit();
            sources = writer.sources();
        }
        final JournalEnd end;
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {});
            end = reader.end();
        }
        try (WrittenJournal second = WrittenJournal.goOn(directory, context(), end, sources)) {
            second.writer.manifest(RandomSession.MANIFEST);
        }

        final List<String> read = Transcript.of(directory).sources;
        assertThat(read.subList(read.size() - JournalContext.SOURCES_MAX, read.size()))
                .containsExactlyElementsOf(IntStream.range(0, JournalContext.SOURCES_MAX)
                        .mapToObj(source -> source + " " + (source == 3 ? 22 : 7L * source))
                        .toList());
    }

    @Test
    void shouldCountFramesEventsAndBytes() {
        try (WrittenJournal journal = explained()) {
            final JournalWriter writer = journal.writer;
            final long bytes = writer.bytesWritten();
            assertThat(writer.framesWritten()).isEqualTo(2);
            batch(writer, 0, 1);
            writer.outcome(1);
            batch(writer, 1, 1);
            assertThat(writer.framesWritten()).isEqualTo(4);
            assertThat(writer.eventsWritten()).isEqualTo(2);
            assertThat(writer.bytesWritten() - bytes).isEqualTo((32 + 80 + 4) + (32 + 8 + 80 + 4));
        }
    }

    @Test
    void shouldRepeatTheManifestAtTheHeadOfEveryFile() {
        final Path directory = temporary.resolve("journal");
        try (WrittenJournal journal = WrittenJournal.create(directory, context())) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            batch(writer, 0, 1);
            clock.advance(3_600_000);
            journal.keep();
            batch(writer, 1, 1);
            clock.advance(-3_600_000);
            journal.keep();
            batch(writer, 2, 1);
        }
        assertThat(dataFiles(directory)).hasSize(2);
        final Transcript transcript = Transcript.of(directory);
        assertThat(transcript.manifests).isEqualTo(List.of(RandomSession.MANIFEST, RandomSession.MANIFEST));
        assertThat(transcript.lines).hasSize(3);
    }

    @Test
    void shouldBeHandedToAnotherThread() throws InterruptedException {
        final Path directory = temporary.resolve("journal");
        try (WrittenJournal journal = WrittenJournal.create(directory, context())) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            final Thread engine = new Thread(() -> batch(writer, 0, 2), "engine");
            engine.start();
            engine.join();
            batch(writer, 2, 1);
        }
        assertThat(Transcript.of(directory).lines).hasSize(3);
    }

    private JournalContext context() {
        return new JournalContext()
                .rollPeriod(RollPeriod.HOURLY)
                .segmentLength(JournalContext.SEGMENT_LENGTH_MIN)
                .batchLimit(4)
                .eventLengthMax(64)
                .outcomeLimit(3)
                .nodeDigestLimit(2)
                .aheadLength(1 << 20)
                .reserveLength(1 << 20)
                .clock(clock);
    }

    private WrittenJournal explained() {
        final WrittenJournal journal = WrittenJournal.create(temporary.resolve("journal"), context());
        journal.writer.manifest(RandomSession.MANIFEST);
        return journal;
    }

    private void batch(JournalWriter writer, long firstSequence, int count) {
        writer.begin(firstSequence);
        for (int i = 0; i < count; i++) {
            writer.entry(1, firstSequence + i, buffer, 0, 64);
        }
        writer.commit();
    }

    private static void assertRefused(ThrowingCallable call, JournalException.Kind kind, String reason) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(call)
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
