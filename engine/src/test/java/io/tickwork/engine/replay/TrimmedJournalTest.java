// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.journal.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of four runs, of which the first two segments are removed, as retention does. */
class TrimmedJournalTest {
    private static final int TRADES = 800;
    private static final int EVENTS = TRADES + 1;

    @TempDir
    private Path temporary;

    private long middleStateHash;
    private long oldestSnapshot;
    private SteppedEngine last;

    @BeforeEach
    void write() {
        for (int trades = 200; trades <= TRADES; trades += 200) {
            last = new SteppedEngine(temporary, trades).run();
            last.close();
        }
        try (ReplayCursor cursor = ReplayCursor.open(context())) {
            cursor.moveTo(EVENTS - 10);
            middleStateHash = stateHash(cursor);
        }
        oldestSnapshot = TestSnapshots.write(temporary, TestNodes.CATALOGUE, 450);
        TestSnapshots.write(temporary, TestNodes.CATALOGUE, 600);
        TestSnapshots.write(temporary, TestNodes.CATALOGUE, 700);
        SegmentFiles.list(temporary).stream()
                .limit(2)
                .forEach(segment -> IoUtil.delete(segment.dataFile().getParent().toFile(), false));
    }

    private ReplayContext context() {
        return new ReplayContext().journalDirectory(temporary).catalogue(TestNodes.CATALOGUE);
    }

    private static long stateHash(ReplayCursor cursor) {
        return cursor.processor().stateHash(new long[cursor.processor().nodeDigestCountMax()]);
    }

    @Test
    void shouldBeginWithTheOldestSnapshot() {
        try (ReplayCursor cursor = ReplayCursor.open(context())) {
            assertThat(cursor.oldestSequence()).isEqualTo(cursor.sequence()).isEqualTo(oldestSnapshot);
            assertThat(cursor.hasEvent()).isFalse();
            assertThat(cursor.back()).isFalse();
            assertThatThrownBy(() -> cursor.moveTo(oldestSnapshot - 1))
                    .hasMessageContaining("where the journal begins");

            assertThat(cursor.moveToEnd()).isEqualTo(EVENTS);
            assertThat(stateHash(cursor)).isEqualTo(last.stateHash());
            assertThat(cursor.moveTo(EVENTS - 10)).isTrue();
            assertThat(stateHash(cursor)).isEqualTo(middleStateHash);
            assertThat(cursor.moveTo(oldestSnapshot)).isTrue();
            assertThat(cursor.hasEvent()).isFalse();
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.sequence()).isEqualTo(oldestSnapshot + 1);
        }
    }

    @Test
    void shouldReplayAndVerifyFromThereOn() {
        ReplayResult replayed = Replay.of(context());
        assertThat(replayed.isIdentical()).isTrue();
        assertThat(replayed.isComplete()).isTrue();
        assertThat(replayed.startSequence()).isEqualTo(oldestSnapshot);
        assertThat(replayed.eventCount()).isEqualTo(EVENTS - oldestSnapshot);
        assertThat(replayed.checkedEventCount()).isEqualTo(EVENTS - oldestSnapshot);
        assertThat(replayed.outputsHash()).isEqualTo(last.outputsHash());
        assertThat(replayed.stateHash()).isEqualTo(last.stateHash());

        VerifiedGraph verified = Verification.of(context(), false).get(0);
        assertThat(verified.isIdentical()).isTrue();
        assertThat(verified.startSequence()).isEqualTo(oldestSnapshot);
        assertThat(verified.stateHash()).isEqualTo(last.stateHash());
    }

    @Test
    void shouldBeRefusedWithoutASnapshot() {
        IoUtil.delete(temporary.resolve("snapshots").toFile(), false);
        assertThatThrownBy(() -> Replay.of(context()))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("have been removed")
                .hasMessageContaining("--graph");
        assertThatThrownBy(() -> ReplayCursor.open(context())).isInstanceOf(ReplayException.class);
        assertThatThrownBy(() -> Verification.of(context(), true)).isInstanceOf(ReplayException.class);
    }

    @Test
    void shouldRunAnotherGraphOverWhatIsLeft() throws IOException {
        Graph other = YamlGraphReader.read(
                TestNodes.CATALOGUE,
                List.of(new GraphSource("other.yaml", "other: {type: copy, inputs: [Candle(1s)], publish: true}")));
        ReplayResult result = Replay.through(temporary, other, (graph, symbols) -> OutputHandler.NONE, sequence -> {});
        assertThat(result.startSequence()).isEqualTo(Long.MIN_VALUE);
        assertThat(result.eventCount()).isEqualTo(400);
        try (ReplayCursor cursor = ReplayCursor.open(context().graph(other))) {
            assertThat(cursor.oldestSequence()).isEqualTo(401);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.sequence()).isEqualTo(402);
            assertThat(cursor.isGraphOfEvent()).isFalse();
        }
    }
}
