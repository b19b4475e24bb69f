// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
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
        JournalWriter.create(directory, context()).close();
        try (Stream<Path> siblings = Files.list(directory.getParent())) {
            assertThat(siblings).containsExactly(directory);
        }
    }

    @Test
    void shouldCreateInAnEmptyDirectory() throws IOException {
        final Path directory = Files.createDirectory(temporary.resolve("journal"));
        try (JournalWriter writer = JournalWriter.create(directory, context())) {
            writer.manifest(RandomSession.MANIFEST);
        }
        assertThat(Transcript.of(directory).manifests).containsExactly(RandomSession.MANIFEST);
    }

    @Test
    void shouldRefuseADirectoryThatHoldsAJournal() {
        final Path directory = temporary.resolve("journal");
        JournalWriter.create(directory, context()).close();
        assertRefused(directory, "already holds a journal");
    }

    @Test
    void shouldRefuseADirectoryThatIsNotEmpty() throws IOException {
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        assertRefused(temporary, "is not empty");
        assertThat(temporary.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        assertRefused(Files.createFile(temporary.resolve("file")), "it is a file");
    }

    @Test
    void shouldSayThatTheEnvironmentIsWrongWhenTheParentIsAFile() throws IOException {
        final Path file = Files.createFile(temporary.resolve("file"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JournalWriter.create(file.resolve("journal"), context()))
                .withMessageContaining("could not be created")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.ENVIRONMENT));
    }

    @Test
    void shouldNameBothSequencesWhenTheyAreNotContiguous() {
        try (JournalWriter writer = explained()) {
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
        try (JournalWriter writer = explained()) {
            assertThatIllegalStateException().isThrownBy(() -> writer.begin(-1)).withMessageContaining("-1");
        }
    }

    @Test
    void shouldRefuseCallsOutOfTurn() {
        try (JournalWriter writer = JournalWriter.create(temporary.resolve("journal"), context())) {
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
        final JournalWriter writer = explained();
        writer.close();
        writer.close();
        assertThatIllegalStateException().isThrownBy(() -> writer.begin(0)).withMessageContaining("closed");
    }

    @Test
    void shouldRefuseAnOutcomeWithoutAnEvent() {
        try (JournalWriter writer = explained()) {
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
        try (JournalWriter writer = explained()) {
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
        try (JournalWriter writer = JournalWriter.create(directory, context)) {
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
    void shouldRefuseAManifestThatDoesNotFitABlock() {
        try (JournalWriter writer = JournalWriter.create(temporary.resolve("journal"), context())) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> writer.manifest(RandomSession.manifest("x".repeat(300_000))))
                    .withMessageContaining("blockSize=1048576")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
            writer.manifest(RandomSession.manifest("x".repeat(250_000)));
        }
    }

    @Test
    void shouldGoOnOverManyBlocks() {
        final Path directory = temporary.resolve("journal");
        final JournalContext context = context().batchLimit(30).eventLengthMax(8000);
        final UnsafeBuffer large = new UnsafeBuffer(new byte[8000]);
        final int batches = 40;
        try (JournalWriter writer = JournalWriter.create(directory, context)) {
            writer.manifest(RandomSession.MANIFEST);
            for (int batch = 0; batch < batches; batch++) {
                writer.begin(batch * 30L);
                for (int i = 0; i < 30; i++) {
                    large.setMemory(0, 8000, (byte) (batch + i));
                    writer.entry(batch, i, large, 0, 8000 - i);
                }
                writer.commit();
            }
            assertThat(writer.bytesWritten()).isGreaterThan(8 * context.blockSize());
        }
        final long[] events = new long[1];
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer event, int offset, int length) {
                    assertThat(sequence).isEqualTo(events[0]++);
                    assertThat(length).isEqualTo(8000 - (int) sourceSequence);
                    assertThat(event.getByte(offset)).isEqualTo((byte) (sourceId + sourceSequence));
                    assertThat(event.getByte(offset + length - 1)).isEqualTo((byte) (sourceId + sourceSequence));
                }
            });
        }
        assertThat(events[0]).isEqualTo(batches * 30L);
    }

    @Test
    void shouldCountFramesEventsAndBytes() {
        try (JournalWriter writer = explained()) {
            final long bytes = writer.bytesWritten();
            assertThat(writer.framesWritten()).isEqualTo(1);
            batch(writer, 0, 1);
            writer.outcome(1);
            batch(writer, 1, 1);
            assertThat(writer.framesWritten()).isEqualTo(3);
            assertThat(writer.eventsWritten()).isEqualTo(2);
            assertThat(writer.bytesWritten() - bytes).isEqualTo((32 + 80 + 4) + (32 + 8 + 80 + 4));
        }
    }

    @Test
    void shouldRepeatTheManifestAtTheHeadOfEveryFile() {
        final Path directory = temporary.resolve("journal");
        try (JournalWriter writer = JournalWriter.create(directory, context())) {
            writer.manifest(RandomSession.MANIFEST);
            batch(writer, 0, 1);
            clock.advance(3_600_000);
            batch(writer, 1, 1);
            clock.advance(-3_600_000);
            batch(writer, 2, 1);
        }
        assertThat(JournalDirectory.files(directory)).hasSize(2);
        final Transcript transcript = Transcript.of(directory);
        assertThat(transcript.manifests).isEqualTo(List.of(RandomSession.MANIFEST, RandomSession.MANIFEST));
        assertThat(transcript.lines).hasSize(3);
    }

    @Test
    void shouldBeHandedToAnotherThread() throws InterruptedException {
        final Path directory = temporary.resolve("journal");
        try (JournalWriter writer = JournalWriter.create(directory, context())) {
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
                .blockSize(JournalContext.BLOCK_SIZE_MIN)
                .batchLimit(4)
                .eventLengthMax(64)
                .outcomeLimit(3)
                .nodeDigestLimit(2)
                .clock(clock);
    }

    private JournalWriter explained() {
        final JournalWriter writer = JournalWriter.create(temporary.resolve("journal"), context());
        writer.manifest(RandomSession.MANIFEST);
        return writer;
    }

    private void batch(JournalWriter writer, long firstSequence, int count) {
        writer.begin(firstSequence);
        for (int i = 0; i < count; i++) {
            writer.entry(1, firstSequence + i, buffer, 0, 64);
        }
        writer.commit();
    }

    private void assertRefused(Path directory, String reason) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JournalWriter.create(directory, context()))
                .withMessageContaining(directory.toString())
                .withMessageContaining(reason)
                .withMessageContaining("Choose")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
    }
}
