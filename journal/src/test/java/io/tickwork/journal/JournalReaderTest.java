// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    private static final String METADATA = "metadata.cq4t";

    @TempDir
    Path temporary;

    @Test
    void shouldSayThatThereIsNoDirectory() {
        assertFails(temporary.resolve("nowhere"), JournalException.Kind.INPUT, "no such directory");
    }

    @Test
    void shouldSayThatAFileIsNoJournal() throws IOException {
        assertFails(Files.createFile(temporary.resolve("file")), JournalException.Kind.INPUT, "is a file");
    }

    @Test
    void shouldSayThatADirectoryHoldsNoJournal() throws IOException {
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        assertFails(temporary, JournalException.Kind.INPUT, "There is no journal in");
    }

    @Test
    void shouldSayThatAJournalIsEmpty() {
        final Path directory = temporary.resolve("journal");
        JournalWriter.create(directory, new RandomSession(1).context()).close();
        assertFails(directory, JournalException.Kind.INPUT, "is empty");
    }

    @Test
    void shouldSayThatTheMetadataIsMissing() throws IOException {
        final Path directory = written(0);
        Files.delete(directory.resolve(METADATA));
        assertFails(directory, JournalException.Kind.DAMAGED, METADATA);
    }

    @Test
    void shouldSayThatTheMetadataWasNeverFinished() throws IOException {
        final Path directory = written(0);
        final byte[] metadata = Files.readAllBytes(directory.resolve(METADATA));
        Arrays.fill(metadata, 0, 4, (byte) 0);
        metadata[3] = (byte) 0x80;
        Files.write(directory.resolve(METADATA), metadata);
        assertFails(directory, JournalException.Kind.DAMAGED, METADATA);
    }

    @Test
    void shouldMissEveryFileThatIsTakenAway() throws IOException {
        final Path directory = written(20);
        final List<Path> files = JournalDirectory.files(directory);
        assertThat(files).hasSizeGreaterThan(2);
        for (Path file : files) {
            final Path aside = temporary.resolve("aside");
            Files.move(file, aside);
            assertFails(directory, JournalException.Kind.DAMAGED, "");
            Files.move(aside, file);
        }
        Transcript.of(directory);
    }

    @Test
    void shouldReadTheFilesThatOlderMetadataDoesNotKnow() throws IOException {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(5);
        final byte[] older;
        try (JournalWriter writer = JournalWriter.create(directory, session.context())) {
            session.write(writer, 10, 0);
            older = Files.readAllBytes(directory.resolve(METADATA));
            session.write(writer, 50, 30);
        }
        Files.write(directory.resolve(METADATA), older);
        assertThat(Transcript.of(directory).lines).isEqualTo(session.expected.lines);
    }

    @Test
    void shouldReadAJournalWhoseWriterWasKilledWhileItMadeANewFile() throws IOException {
        final Path directory = written(0);
        final Path file = JournalDirectory.files(directory).get(0);
        final List<String> before = Transcript.of(directory).lines;
        final Path newer = directory.resolve("29990101-00LX.cq4");

        Files.createFile(newer);
        assertThat(Transcript.of(directory).lines).as("an empty file").isEqualTo(before);

        final byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, QueueFiles.firstExcerpt(bytes), bytes.length, (byte) 0);
        Files.write(newer, bytes);
        QueueFiles.noteLastExcerpt(newer, 0);
        assertThat(Transcript.of(directory).lines).as("header and indexes").isEqualTo(before);

        bytes[3] = (byte) 0x80;
        Files.write(newer, bytes);
        assertThat(Transcript.of(directory).lines).as("header not complete").isEqualTo(before);
    }

    @Test
    void shouldReadAJournalWhoseWriterWasKilledWhileItAppended() throws IOException {
        final Path directory = written(0);
        final Path file = JournalDirectory.files(directory).get(0);
        final List<String> before = Transcript.of(directory).lines;
        final byte[] bytes = Files.readAllBytes(file);
        final List<Integer> excerpts = QueueFiles.excerpts(bytes);

        QueueFiles.noteLastExcerpt(file, excerpts.get(excerpts.size() - 2));
        assertThat(Transcript.of(directory).lines)
                .as("killed before the queue noted its last excerpt")
                .isEqualTo(before);

        final int end = QueueFiles.end(bytes);
        bytes[end + 3] = (byte) 0x80;
        Arrays.fill(bytes, end + 4, end + 50, (byte) 7);
        Files.write(file, bytes);
        assertThat(Transcript.of(directory).lines).as("killed inside an append").isEqualTo(before);
    }

    @Test
    void shouldRefuseFramesOfAnotherJournal() throws IOException {
        final Path directory = written(0);
        final Path other = temporary.resolve("other");
        final RandomSession session = new RandomSession(9);
        session.clock.advance(10 * 3_600_000L);
        try (JournalWriter writer = JournalWriter.create(other, session.context())) {
            session.write(writer, 1, 0);
        }
        final Path foreign = JournalDirectory.files(other).get(0);
        Files.copy(foreign, directory.resolve(foreign.getFileName().toString()));
        assertFails(directory, JournalException.Kind.DAMAGED, "does not follow");
    }

    @Test
    void shouldNameFileByteAndSequenceOfADamage() throws IOException {
        final Path directory = written(0);
        final Path file = JournalDirectory.files(directory).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        final List<Integer> excerpts = QueueFiles.excerpts(bytes);
        final int damaged = excerpts.get(excerpts.size() / 2);
        bytes[damaged + 30] ^= 1;
        Files.write(file, bytes);

        final Transcript transcript = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> reader.readAll(transcript))
                    .withMessageContaining("at byte " + damaged + " of " + file.getFileName())
                    .withMessageContaining("checksum")
                    .withMessageContaining("Events up to " + transcript.lastSequence + " are sound");
        }
    }

    @Test
    void shouldSayThatANewerBuildIsNeeded() throws IOException {
        final Path directory = written(0);
        final Path file = JournalDirectory.files(directory).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        final int frame = QueueFiles.firstExcerpt(bytes) + 4;
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final int end = frame + buffer.getInt(frame + 4) - 4;
        buffer.putShort(frame, (short) 2);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, frame, end - frame);
        buffer.putInt(end, (int) crc.getValue());
        Files.write(file, bytes);
        assertFails(directory, JournalException.Kind.INPUT, "format version 2");
    }

    @Test
    void shouldChangeNothingInTheDirectory() throws IOException {
        final Path directory = written(20);
        final Map<Path, Integer> before = contents(directory);
        Transcript.of(directory);
        assertThat(contents(directory)).isEqualTo(before);
    }

    @Test
    void shouldReadAReadOnlyCopy() throws IOException {
        final Path directory = written(20);
        final List<String> before = Transcript.of(directory).lines;
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> assertThat(file.toFile().setReadOnly()).isTrue());
        }
        assertThat(Transcript.of(directory).lines).isEqualTo(before);
    }

    @Test
    void shouldGoOnBehindAFrameWhoseHandlerFailed() {
        final Path directory = written(0);
        final Transcript whole = Transcript.of(directory);
        final Transcript rest = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            final JournalHandler failing = new JournalHandler() {
                @Override
                public void onManifest(Manifest manifest) {
                    throw new UnsupportedOperationException();
                }
            };
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> reader.next(failing));
            assertThat(reader.framesRead()).isEqualTo(1);
            reader.readAll(rest);
        }
        assertThat(rest.lines).isEqualTo(whole.lines);
    }

    private Path written(int rollPercent) {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(3);
        try (JournalWriter writer = JournalWriter.create(directory, session.context())) {
            session.write(writer, 50, rollPercent);
        }
        return directory;
    }

    private static Map<Path, Integer> contents(Path directory) throws IOException {
        final Map<Path, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                contents.put(file, Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static void assertFails(Path directory, JournalException.Kind kind, String reason) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Transcript.of(directory))
                .withMessageContaining(directory.toString())
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
