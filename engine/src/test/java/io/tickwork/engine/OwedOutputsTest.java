// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.engine.sink.Outlet;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With another graph nothing is lost unsaid that the one before it had still to publish. */
class OwedOutputsTest {
    private static final String OTHER = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;

    /** The definition of the symbol, and trades. */
    private static final int EVENTS = 101;

    @TempDir
    private Path directory;

    /** An outlet of which so much has arrived. */
    private record Arrived(long arrivedSequence) implements Outlet {
        @Override
        public void journal(String id, long newestGeneration) {}

        @Override
        public long confirmedSequence() {
            return 0;
        }

        @Override
        public void goLive(String journalId, long generation, long lastSequence) {}

        @Override
        public boolean isIntakeOpen() {
            return true;
        }

        @Override
        public void beginClose() {}

        @Override
        public void onValue(IndicatorValueDecoder value) {}

        @Override
        public void onVector(IndicatorVectorDecoder vector) {}

        @Override
        public void onSignal(SignalDecoder signal) {}

        @Override
        public void onFault(NodeFaultDecoder fault) {}

        @Override
        public void complete() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void run() {
        new SteppedEngine(SteppedEngine.context(directory, SteppedEngine.COPIES), EVENTS - 1)
                .run()
                .fail();
        assertThat(JournalReader.lastSequence(directory)).isEqualTo(EVENTS);
    }

    private long recover(EngineContext context, long... arrived) {
        try (Engine engine = Engine.create(context)) {
            engine.tellJournal(Arrays.stream(arrived)
                    .mapToObj(each -> (Outlet) new Arrived(each))
                    .toList());
            return engine.recover().generation();
        }
    }

    @Test
    void shouldRefuseAnotherGraphWhileOutputsMayBeMissingAndLeaveTheJournalAlone() {
        assertThatThrownBy(() -> recover(SteppedEngine.context(directory, OTHER), Long.MAX_VALUE, 90))
                .isInstanceOf(EngineStartException.class)
                .hasMessageContaining("of the last 11 events")
                .hasMessageContaining("from 91 to 101")
                .hasMessageContaining("Start the graph before it once more")
                .hasMessageContaining("--give-up-outputs");
        assertThat(JournalReader.newestHead(directory).manifest().generation()).isEqualTo(1);
    }

    @Test
    void shouldStartOnceAllHaveArrivedOrAreGivenUp() {
        assertThat(recover(SteppedEngine.context(directory, OTHER), EVENTS)).isEqualTo(2);
        assertThat(recover(SteppedEngine.context(directory, OTHER), Long.MAX_VALUE))
                .isEqualTo(2);
        assertThat(recover(SteppedEngine.context(directory, OTHER))).isEqualTo(2);
        assertThat(recover(SteppedEngine.context(directory, OTHER).giveUpOwedOutputs(true), 90))
                .isEqualTo(2);
    }

    @Test
    void shouldNotMindWithTheSameGraph() {
        assertThat(recover(SteppedEngine.context(directory, SteppedEngine.COPIES), 0))
                .isEqualTo(1);
    }
}
