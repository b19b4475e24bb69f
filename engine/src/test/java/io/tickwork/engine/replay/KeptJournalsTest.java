// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.run.Digest;
import io.tickwork.engine.diff.Diff;
import io.tickwork.engine.diff.DiffContext;
import io.tickwork.engine.diff.DiffResult;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.snapshot.Snapshot;
import io.tickwork.journal.snapshot.SnapshotChoice;
import io.tickwork.journal.snapshot.SnapshotExpectation;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals that earlier builds wrote stay readable, and give what they gave. How each was made tells
 * src/test/resources/journals/README.md.
 */
class KeptJournalsTest {
    private static final long EVENTS = 421;
    private static final long OUTPUTS = 1_093;
    private static final String OUTPUTS_HASH = "c524a24122328fd8";
    private static final String STATE_HASH = "e312e863b19ced53";

    @TempDir
    private Path temporary;

    private Path unpacked(String archive) throws IOException {
        try (InputStream resource = getClass().getResourceAsStream("/journals/" + archive + ".zip");
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = temporary.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return temporary.resolve("journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame-1-snapshot-1-schema-0", "outputs-1"})
    void shouldBeReadVerifiedAndReplayed(String archive) throws IOException {
        Path journal = unpacked(archive);
        JournalScan scan = JournalScan.of(journal);
        assertThat(scan.isSound()).isTrue();
        assertThat(scan.isClosed()).isTrue();
        assertThat(scan.segments()).hasSize(2);

        ReplayContext context = new ReplayContext().journalDirectory(journal);
        ReplayResult result = Replay.of(context);
        assertThat(result.isIdentical()).isTrue();
        assertThat(result.isComplete()).isTrue();
        assertThat(result.checkedEventCount()).isEqualTo(EVENTS);
        assertThat(result.outputCount()).isEqualTo(OUTPUTS);
        assertThat(Digest.format(result.outputsHash())).isEqualTo(OUTPUTS_HASH);
        assertThat(Digest.format(result.stateHash())).isEqualTo(STATE_HASH);
        assertThat(Verification.of(context, true)).allMatch(VerifiedGraph::isIdentical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame-1-snapshot-1-schema-0", "outputs-1"})
    void shouldHaveSnapshotsThatAreSound(String archive) throws IOException {
        Path journal = unpacked(archive);
        JournalHead head = JournalReader.newestHead(journal);
        SnapshotChoice choice = new SnapshotStore(journal, 0)
                .newestSound(new SnapshotExpectation(
                        head.journalId(),
                        head.manifest().graphFingerprint(), // whatever this build's is
                        head.manifest().schemaId(),
                        head.manifest().schemaVersion(),
                        1,
                        head.manifest().generation(),
                        Long.MAX_VALUE,
                        Long.MAX_VALUE));
        assertThat(choice.refusals()).isEmpty();
        try (Snapshot snapshot = choice.snapshot()) {
            assertThat(snapshot.header().sequence()).isEqualTo(EVENTS);
            assertThat(Digest.format(snapshot.header().stateHash())).isEqualTo(STATE_HASH);
        }
    }

    @Test
    void shouldHaveRecordedWhatIsPutOutToday() throws IOException {
        Path journal = unpacked("outputs-1");
        DiffResult result = Diff.of(new DiffContext().journalDirectory(journal).against(temporary.resolve("outputs")));
        assertThat(result.isEqual()).isTrue();
        assertThat(result.eventCount()).isEqualTo(EVENTS);
        assertThat(result.firstOutputCount()).isEqualTo(OUTPUTS);
        assertThat(result.signals().equal()).isEqualTo(12);
    }
}
