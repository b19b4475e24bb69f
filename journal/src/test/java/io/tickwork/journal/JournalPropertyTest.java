// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.QueueFiles.dataFiles;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written is read back, in order, by a reader that knows nothing but the directory. */
class JournalPropertyTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldReadBackWhatWasWritten(long seed) {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(seed);
        final long framesWritten;
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            final JournalWriter writer = journal.writer;
            session.write(journal, 300, 5);
            framesWritten = writer.framesWritten();
            assertThat(writer.eventsWritten())
                    .isEqualTo(session.expected.lines.stream()
                            .filter(line -> line.startsWith("event"))
                            .count());
        }

        final Transcript actual = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.readAll(actual)).isEqualTo(framesWritten);
            assertThat(reader.next(actual)).isFalse();
        }

        assertThat(actual.lines).as("seed=%d", seed).isEqualTo(session.expected.lines);
        assertThat(new LinkedHashSet<>(actual.manifests))
                .as("seed=%d", seed)
                .isEqualTo(new LinkedHashSet<>(session.expected.manifests));
        final int files = dataFiles(directory).size();
        assertThat(files).as("seed=%d", seed).isGreaterThan(1);
        assertThat(actual.manifests.size())
                .as("seed=%d: a manifest at the head of each of %d files", seed, files)
                .isGreaterThanOrEqualTo(files);
    }
}
