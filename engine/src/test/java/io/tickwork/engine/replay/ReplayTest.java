// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final int TRADES = 34;
    private static final int EVENTS = TRADES + 1;
    /** The definition of the symbol is the first event. */
    private static final long FIRST_OTHER_EVENT = TestNodes.FIRST_OTHER_RUN + 1;

    private static final int CHECKPOINT_INTERVAL = 10;

    @TempDir
    private Path temporary;

    @Test
    void shouldFindTheSame() {
        SteppedEngine live = new SteppedEngine(temporary, TRADES).run();
        live.close();
        List<Long> progress = new ArrayList<>();

        ReplayResult result = Replay.of(temporary, TestNodes.CATALOGUE, OutputHandler.NONE, progress::add);

        assertThat(result.isIdentical()).isTrue();
        assertThat(result.sameGraph()).isTrue();
        assertThat(result.isComplete()).isTrue();
        assertThat(result.eventCount()).isEqualTo(EVENTS);
        assertThat(result.checkedEventCount()).isEqualTo(EVENTS);
        assertThat(result.checkpointCount()).isEqualTo(EVENTS / CHECKPOINT_INTERVAL + 1);
        assertThat(result.outputsHash()).isEqualTo(live.outputsHash());
        assertThat(result.stateHash()).isEqualTo(live.stateHash());
        assertThat(progress).hasSize(EVENTS).startsWith(1L).endsWith((long) EVENTS);
    }

    @Test
    void shouldNameTheFirstEventWhoseOutputsDiffer() {
        new SteppedEngine(temporary, TRADES).run().close();

        ReplayResult result = replay(TestNodes.OTHER_OUTPUT);

        assertThat(result.isIdentical()).isFalse();
        assertThat(result.sameGraph()).isFalse();
        assertThat(result.difference().sequence()).isEqualTo(FIRST_OTHER_EVENT);
        assertThat(result.difference().what()).isEqualTo("outputs of the event");
        assertThat(result.difference().recorded())
                .isNotEqualTo(result.difference().replayed());
        assertThat(result.eventCount()).as("it goes on to the end").isEqualTo(EVENTS);
    }

    @Test
    void shouldNameTheFirstCheckpointWhereOnlyTheStateDiffers() {
        new SteppedEngine(temporary, TRADES).run().close();

        ReplayResult result = replay(TestNodes.OTHER_STATE);

        assertThat(result.difference().sequence())
                .isEqualTo((FIRST_OTHER_EVENT / CHECKPOINT_INTERVAL + 1) * CHECKPOINT_INTERVAL);
        assertThat(result.difference().what()).isEqualTo("state of node 'SYNTH/one'");
        assertThat(result.checkedEventCount()).isEqualTo(EVENTS);
    }

    @Test
    void shouldCompareWhatThereIsOfAJournalWithoutACleanEnd() {
        new SteppedEngine(temporary, TRADES).run().fail();

        ReplayResult same = replay(TestNodes.CATALOGUE);
        assertThat(same.isComplete()).isFalse();
        assertThat(same.isIdentical()).isTrue();
        assertThat(same.eventCount()).isEqualTo(EVENTS);
        assertThat(same.checkedEventCount())
                .as("the digests of the last batch were lost")
                .isEqualTo(EVENTS / CHECKPOINT_INTERVAL * CHECKPOINT_INTERVAL);

        ReplayResult other = replay(TestNodes.OTHER_OUTPUT);
        assertThat(other.isComplete()).isFalse();
        assertThat(other.difference().sequence()).isEqualTo(FIRST_OTHER_EVENT);
    }

    @Test
    void shouldSayThatTheGraphIsTheJournalsOwn() {
        new SteppedEngine(temporary, TRADES).run().close();
        assertThatThrownBy(() -> replay(Catalogue.of(List.of())))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("test.yaml in the journal:1:")
                .hasMessageContaining("copy");
    }

    @Test
    void shouldRunTheNewestGraphAndCompareWhereItWasTheJournals() {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        new SteppedEngine(temporary, TRADES).run().fail();
        SteppedEngine last = new SteppedEngine(SteppedEngine.context(temporary, other), 2 * TRADES).run();
        last.close();

        ReplayResult result = replay(TestNodes.CATALOGUE);

        assertThat(result.isIdentical()).isTrue();
        assertThat(result.isComplete()).isTrue();
        assertThat(result.eventCount()).isEqualTo(2 * TRADES + 1);
        assertThat(result.checkedEventCount()).isEqualTo(TRADES);
        assertThat(result.outputsHash()).isEqualTo(last.outputsHash());
        assertThat(result.stateHash()).isEqualTo(last.stateHash());
    }

    private ReplayResult replay(Catalogue catalogue) {
        return replay(temporary, catalogue);
    }

    private static ReplayResult replay(Path directory, Catalogue catalogue) {
        return Replay.of(directory, catalogue, OutputHandler.NONE, sequence -> {});
    }
}
