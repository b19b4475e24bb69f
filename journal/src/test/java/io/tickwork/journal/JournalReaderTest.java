// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.QueueFiles.dataFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
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
    void shouldReadNothingInASegmentThatWasOnlyPrepared() {
        final Path directory = temporary.resolve("journal");
        WrittenJournal.create(directory, new RandomSession(1).context()).close();
        assertThat(Transcript.of(directory).manifests).isEmpty();
    }

    @Test
    void shouldNotNeedTheMetadataOfTheQueue() throws IOException {
        final Path directory = written(20);
        final List<String> before = Transcript.of(directory).lines;
        for (SegmentFiles segment : SegmentFiles.list(directory)) {
            Files.delete(segment.directory().resolve(METADATA));
        }
        assertThat(Transcript.of(directory).lines).isEqualTo(before);
    }

    @Test
    void shouldMissEverySegmentThatIsTakenAwayFromAmongOthers() throws IOException {
        final Path directory = written(20);
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        assertThat(segments).hasSizeGreaterThan(3);
        for (SegmentFiles segment : segments.subList(1, segments.size() - 2)) {
            final Path aside = temporary.resolve("aside");
            Files.move(segment.directory(), aside);
            assertFails(directory, JournalException.Kind.DAMAGED, "goes on");
            Files.move(aside, segment.directory());
        }
        Transcript.of(directory);
    }

    @Test
    void shouldBeginWhereOlderSegmentsHaveBeenRemoved() throws IOException {
        final Path directory = written(20);
        final List<String> before = Transcript.of(directory).lines;
        final SegmentFiles first = SegmentFiles.list(directory).get(0);
        SegmentFiles.remove(first.directory());
        final List<String> after = Transcript.of(directory).lines;
        assertThat(after).isNotEmpty().hasSizeLessThan(before.size());
        assertThat(before.subList(before.size() - after.size(), before.size())).isEqualTo(after);
    }

    @Test
    void shouldReadAJournalWhoseWriterWasKilledWhileItAppended() throws IOException {
        final Path directory = written(0);
        final Path file = dataFiles(directory).get(0);
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
        try (WrittenJournal journal = WrittenJournal.create(other, session.context())) {
            final JournalWriter writer = journal.writer;
            session.write(journal, 1, 0);
        }
        Files.copy(dataFiles(other).get(0), dataFiles(directory).get(0), StandardCopyOption.REPLACE_EXISTING);
        Transcript.of(directory); // nothing else is left of it
        final Path second = SegmentFiles.of(directory, 2).directory();
        Files.createDirectory(second);
        Files.copy(dataFiles(other).get(0), second.resolve("20260105HX.cq4"));
        assertFails(directory, JournalException.Kind.DAMAGED, "stands where another should");
    }

    @Test
    void shouldNameFileByteAndSequenceOfADamage() throws IOException {
        final Path directory = written(0);
        final Path file = dataFiles(directory).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        final List<Integer> excerpts = QueueFiles.excerpts(bytes);
        final int damaged = excerpts.get(excerpts.size() / 2);
        bytes[damaged + 30] ^= 1;
        Files.write(file, bytes);

        final Transcript transcript = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> reader.readAll(transcript))
                    .withMessageContaining("at byte " + damaged + " of segment-0000000001/" + file.getFileName())
                    .withMessageContaining("checksum")
                    .withMessageContaining("Events up to " + transcript.lastSequence + " are sound");
        }
    }

    @Test
    void shouldSayThatANewerBuildIsNeeded() throws IOException {
        final Path directory = written(0);
        final Path file = dataFiles(directory).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        final int frame = QueueFiles.excerpts(bytes).get(1) + 4;
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final int end = frame + buffer.getInt(frame + 4) - 4;
        final int place = buffer.getInt(end) ^ checksum(bytes, frame, end);
        buffer.putShort(frame, (short) 2);
        buffer.putInt(end, place ^ checksum(bytes, frame, end));
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
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertThat(file.toFile().setReadOnly()).isTrue());
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

    /** What is read at once may be from a longer file than the one whose length was asked for. */
    @Test
    void shouldReadASegmentThatOutgrowsItsLengthUnderIt() {
        final Path directory = temporary.resolve("journal");
        final JournalContext context =
                new JournalContext().segmentLength(1 << 20).aheadLength(1 << 20).batchLimit(2);
        try (WrittenJournal journal = WrittenJournal.create(directory, context)) {
            journal.keeper().manifests(null); // so that no other segment begins
            journal.writer.manifest(RandomSession.MANIFEST);
            writeUpTo(journal, 1 << 18);
            final JournalHandler handler = new JournalHandler() {};
            try (JournalReader reader = JournalReader.open(directory)) {
                reader.readAll(handler);
                writeUpTo(journal, 6 << 20);
                reader.readAll(handler);
                assertThat(reader.nextSequence()).isEqualTo(journal.writer.committedSequence() + 1);
            }
        }
    }

    private static void writeUpTo(WrittenJournal journal, long bytes) {
        final UnsafeBuffer event = new UnsafeBuffer(new byte[500]);
        while (journal.writer.bytesWritten() < bytes) {
            journal.keep();
            journal.writer.begin(Math.max(0, journal.writer.committedSequence() + 1));
            journal.writer.entry(1, 1, event, 0, event.capacity());
            journal.writer.entry(1, 1, event, 0, event.capacity());
            journal.writer.commit();
        }
    }

    private static int checksum(byte[] bytes, int from, int to) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private Path written(int rollPercent) {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(3);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            final JournalWriter writer = journal.writer;
            session.write(journal, 50, rollPercent);
        }
        return directory;
    }

    private static Map<Path, Integer> contents(Path directory) throws IOException {
        final Map<Path, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
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
