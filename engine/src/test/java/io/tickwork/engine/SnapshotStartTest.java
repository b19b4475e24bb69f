// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.snapshot.SnapshotFile;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a start uses the newest snapshot that can be used, and ends the same without any. */
class SnapshotStartTest {
    private static final int TRADES = 300;

    @TempDir
    private Path temporary;

    private Path journal;

    /** Three runs, each of which leaves a snapshot at its end. */
    @BeforeEach
    void runThreeTimes() {
        journal = temporary.resolve("journal");
        for (int trades : new int[] {100, 150, 200}) {
            new SteppedEngine(context(), trades).run().close();
        }
        assertThat(snapshots().stream().map(SnapshotFile::sequence)).containsExactly(201L, 151L, 101L);
    }

    @Test
    void shouldStartFromTheNewest() {
        assertEndsTheSame(201);
    }

    @Test
    void shouldStartFromTheOneBeforeWhereTheNewestIsDamaged() throws IOException {
        flip(snapshots().get(0).path());
        assertEndsTheSame(151);
    }

    @Test
    void shouldStartFromTheBeginningWhereAllAreDamaged() throws IOException {
        for (SnapshotFile each : snapshots()) {
            flip(each.path());
        }
        assertEndsTheSame(0);
    }

    @Test
    void shouldNotUseOneThatIsBeyondWhatIsConfirmed() {
        SteppedEngine stepped = new SteppedEngine(context().confirmedSequence(() -> 160), TRADES);
        assertThat(stepped.engine.resumePoint().snapshotSequence()).isEqualTo(151);
        stepped.close();
    }

    @Test
    void shouldNotUseOneOfEventsThatAreLost() throws IOException {
        IoUtil.delete(SegmentFiles.list(journal).get(2).directory().toFile(), false);
        assertEndsTheSame(151);
    }

    @Test
    void shouldNotUseOneOfAnotherGraph() {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        SteppedEngine stepped = new SteppedEngine(SteppedEngine.context(journal, other), TRADES);
        assertThat(stepped.engine.resumePoint().snapshotSequence()).isZero();
        assertThat(stepped.engine.resumePoint().generation()).isEqualTo(2);
        stepped.close();
    }

    /** Else segments would be removed that nothing but those snapshots is behind. */
    @Test
    void shouldNotCountOnThoseOfAnotherGraph() {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        SnapshotStore store = recovered(SteppedEngine.context(journal, other));
        assertThat(store.neededSequence(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    /** Else those that are made of what comes instead would be removed for being older. */
    @Test
    void shouldNotCountOnThoseOfEventsThatAreGivenUp() throws IOException {
        flip(SegmentFiles.list(journal).get(2).dataFile(), 3_000);
        SnapshotStore store = recovered(context().confirmedSequence(() -> 0).recover(true));
        store.keep(1, Long.MAX_VALUE);
        assertThat(snapshots()).extracting(SnapshotFile::sequence).containsExactly(151L);
    }

    private static SnapshotStore recovered(EngineContext context) {
        GraphProcessor processor =
                new GraphProcessor(context.conclude().graph(), PlanCompiler::compile, OutputHandler.NONE);
        Recovery recovery = new Recovery(context, processor, new RunManifest(context, processor));
        recovery.run();
        return recovery.snapshots();
    }

    @Test
    void shouldGoOnWithATrimmedJournalFromASnapshotAndFromNothingElse() throws IOException {
        IoUtil.delete(SegmentFiles.list(journal).get(0).directory().toFile(), false);
        assertEndsTheSame(201);

        for (SnapshotFile each : snapshots()) {
            Files.delete(each.path());
        }
        assertThatThrownBy(() -> new SteppedEngine(context(), TRADES))
                .isInstanceOf(EngineStartException.class)
                .hasMessageContaining("oldest segments")
                .hasMessageContaining("no snapshot");
    }

    private void assertEndsTheSame(long snapshotSequence) {
        SteppedEngine alone = new SteppedEngine(
                        SteppedEngine.context(temporary.resolve("alone"), SteppedEngine.COPIES), TRADES)
                .run();
        alone.close();
        SteppedEngine stepped = new SteppedEngine(context(), TRADES);
        assertThat(stepped.engine.resumePoint().snapshotSequence()).isEqualTo(snapshotSequence);
        stepped.run().close();
        assertThat(stepped.engine.failure()).isNull();
        assertThat(stepped.outputsHash()).isEqualTo(alone.outputsHash());
        assertThat(stepped.stateHash()).isEqualTo(alone.stateHash());
    }

    private List<SnapshotFile> snapshots() {
        return new SnapshotStore(journal).list();
    }

    private static void flip(Path file) throws IOException {
        flip(file, (int) Files.size(file) / 2);
    }

    private static void flip(Path file, int fromEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - fromEnd] ^= 1;
        Files.write(file, bytes);
    }

    private EngineContext context() {
        return SteppedEngine.context(journal, SteppedEngine.COPIES).snapshots(SnapshotMode.INLINE);
    }
}
