// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.QueueFiles.dataFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: damage is never silent. Method: a journal is damaged in one place and read; either the reader says that it is
 * damaged, or the place held nothing of ours and the result is the same to the last bit.
 */
class JournalDamageTest {
    private static final long SEED = 20261122;

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private Path directory;
    private List<String> expected;
    private List<Path> files;

    @BeforeEach
    void writeAJournalOfSeveralFiles() {
        directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(SEED);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            final JournalWriter writer = journal.writer;
            session.write(journal, 60, 5);
        }
        expected = session.expected.lines;
        files = dataFiles(directory);
        assertThat(files).hasSizeGreaterThan(2);
        assertThat(Transcript.of(directory).lines).isEqualTo(expected);
    }

    @Test
    void shouldNoticeEveryFlippedBitOfAFrame() throws IOException {
        for (int i = 0; i < 400; i++) {
            final Path file = files.get(random.nextInt(files.size()));
            final byte[] bytes = Files.readAllBytes(file);
            final int begin = QueueFiles.firstExcerpt(bytes);
            final int position = begin + random.nextInt(QueueFiles.end(bytes) - begin);
            assertThat(isNoticed(file, position, new byte[] {(byte) (bytes[position] ^ 1 << random.nextInt(8))}))
                    .as("seed=%d, i=%d, file %s, byte %d of frames from %d", SEED, i, file, position, begin)
                    .isTrue();
        }
    }

    @Test
    void shouldNeverReadSomethingElseAfterABitFlippedAnywhere() throws IOException {
        int noticed = 0;
        for (int i = 0; i < 400; i++) {
            final boolean metadata = i % 8 == 0;
            final Path file = metadata
                    ? SegmentFiles.list(directory).get(0).directory().resolve("metadata.cq4t")
                    : files.get(random.nextInt(files.size()));
            final byte[] bytes = Files.readAllBytes(file);
            // The beginning of a file, where the queue keeps its own header, is hit as often as all the rest.
            final int position = random.nextInt(i % 2 == 0 ? 512 : QueueFiles.end(bytes));
            if (isNoticed(file, position, new byte[] {(byte) (bytes[position] ^ 1 << random.nextInt(8))})) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    @Test
    void shouldNoticeAZeroedPage() throws IOException {
        for (Path file : files) {
            final byte[] bytes = Files.readAllBytes(file);
            for (int page = QueueFiles.firstExcerpt(bytes) / 4096; page * 4096 < QueueFiles.end(bytes); page++) {
                assertThat(isNoticed(file, page * 4096, new byte[4096]))
                        .as("%s, page %d", file, page)
                        .isTrue();
            }
            assertThat(isNoticed(file, 0, new byte[256]))
                    .as("%s, first bytes", file)
                    .isTrue();
        }
    }

    @Test
    void shouldNoticeATruncatedFile() throws IOException {
        for (Path file : files) {
            final byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 20; i++) {
                final int length = random.nextInt(i == 0 ? 1 : QueueFiles.end(bytes));
                try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                    access.setLength(length);
                }
                assertThat(isNoticed("seed=" + SEED + ", " + file + " cut to " + length))
                        .isTrue();
                Files.write(file, bytes);
            }
        }
    }

    /** Reads with some bytes replaced, then puts the old ones back. */
    private boolean isNoticed(Path file, int position, byte[] replacement) throws IOException {
        final byte[] old = new byte[replacement.length];
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.readFully(old);
            access.seek(position);
            access.write(replacement);
            final boolean noticed = isNoticed("seed=" + SEED + ", " + file + " changed at " + position);
            access.seek(position);
            access.write(old);
            return noticed;
        }
    }

    private boolean isNoticed(String what) {
        final Transcript transcript = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(transcript);
        } catch (JournalException e) {
            assertThat(e.kind()).as(what).isEqualTo(JournalException.Kind.DAMAGED);
            assertThat(transcript.lines.equals(expected.subList(0, transcript.lines.size())))
                    .as("%s: what was read before is what was written", what)
                    .isTrue();
            return true;
        } catch (RuntimeException | Error e) {
            return fail(what + ": the reader lets another exception out", e);
        }
        assertThat(transcript.lines.equals(expected))
                .as("%s: %d of %d lines were read without complaint", what, transcript.lines.size(), expected.size())
                .isTrue();
        return false;
    }
}
