// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.engine.RecordedEngine;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.diff.Diff;
import io.tickwork.engine.diff.DiffContext;
import io.tickwork.engine.diff.DiffResult;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayException;
import io.tickwork.engine.replay.Verification;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.scan.JournalScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputRecorderTest {
    private static final long SEED = Long.getLong("tickwork.seed", 11);

    @TempDir
    private Path temporary;

    private Path journal;
    private Path record;

    @BeforeEach
    void name() {
        journal = temporary.resolve("journal");
        record = temporary.resolve("record");
    }

    private RecordedEngine engine(String yaml, int trades) {
        return new RecordedEngine(journal, record, yaml, trades);
    }

    private DiffResult diff() {
        return Diff.of(new DiffContext()
                .journalDirectory(journal)
                .catalogue(TestNodes.CATALOGUE)
                .against(record));
    }

    @Test
    void shouldHoldWhatAReplayGives() {
        engine(SteppedEngine.COPIES, 700).run(Integer.MAX_VALUE).end();
        DiffResult result = diff();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.eventCount()).isEqualTo(701);
        assertThat(result.firstOutputCount())
                .isEqualTo(result.secondOutputCount())
                .isGreaterThan(2_100);
        assertThat(result.nodes()).isEmpty();
        assertThat(JournalScan.of(record).isSound()).isTrue();
        assertThat(JournalScan.of(record).isClosed()).isTrue();
    }

    @Test
    void shouldExplainItself() {
        engine(SteppedEngine.COPIES, 20).run(Integer.MAX_VALUE).end();
        try (RecordedOutputs outputs = RecordedOutputs.open(record)) {
            Recording recording = outputs.recordings().get(0);
            assertThat(recording.isComplete()).isTrue();
            assertThat(recording.firstSequence()).isEqualTo(1);
            assertThat(recording.lastSequence()).isEqualTo(21);
            assertThat(recording.manifest().outputs()).containsExactly("one", "two", "three", "bar");
            assertThat(recording.manifest().graphSources()).hasSize(1);
            assertThat(recording.manifest().graphFingerprint()).hasSize(64);
            assertThat(outputs.next()).isTrue();
            assertThat(outputs.sequence()).isEqualTo(2);
            assertThat(outputs.symbol(0)).isEqualTo("SYNTH");
        }
    }

    /** Goal: whenever a run is cut short, what stands there at last is whole and nothing twice. */
    @Test
    void shouldGoOnWithoutHolesOrDoublesWhereverItWasCutShort() {
        Random random = new Random(SEED);
        int trades = 0;
        for (int start = 0; start < 7; start++) {
            trades += random.nextInt(120);
            RecordedEngine engine = engine(SteppedEngine.COPIES, trades);
            engine.run(random.nextInt(200)).cut();
        }
        engine(SteppedEngine.COPIES, trades + 50).run(Integer.MAX_VALUE).end();
        DiffResult result = diff();
        assertThat(result.isEqual()).as("seed " + SEED).isTrue();
        assertThat(result.eventCount()).as("seed " + SEED).isEqualTo(trades + 51);
    }

    @Test
    void shouldNotCountTheEventThatWasCutShort() {
        RecordedEngine engine = engine(SteppedEngine.COPIES, 100);
        engine.run(101).cut(); // in the midst of three outputs
        DiffResult result = diff();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.lastSequence()).isBetween(28L, 34L);
    }

    @Test
    void shouldLeaveOutWhatAnotherGraphDidNotPutOut() {
        engine(SteppedEngine.COPIES, 100).run(150).cut();
        String other = "one: {type: copy, inputs: [Tick], publish: true}\n";
        engine(other, 160).run(Integer.MAX_VALUE).end();
        try (RecordedOutputs outputs = RecordedOutputs.open(record)) {
            assertThat(outputs.recordings()).hasSize(2);
            assertThat(outputs.recordings().get(0).lastSequence()).isLessThan(60);
            assertThat(outputs.recordings().get(1).firstSequence()).isEqualTo(102);
            assertThat(outputs.recordings().get(1).lastSequence()).isEqualTo(161);
        }
        DiffResult result = diff();
        assertThat(result.lastSequence()).isEqualTo(161);
        assertThat(result.eventCount()).isLessThan(120);
        assertThat(result.outputsOnlyInFirst()).containsExactly("bar", "three", "two");
    }

    @Test
    void shouldBeginBehindWhatIsRecordedOnceTheJournalIsGoneOnWithWithoutIt() {
        engine(SteppedEngine.COPIES, 50).run(Integer.MAX_VALUE).end();
        new SteppedEngine(SteppedEngine.context(journal, SteppedEngine.COPIES), 80)
                .run()
                .close();
        engine(SteppedEngine.COPIES, 100).run(Integer.MAX_VALUE).end();
        assertThat(diff().isEqual()).isTrue();
        assertThat(diff().eventCount()).isEqualTo(101);
    }

    /** As after a power cut that the outputs have come through and their events have not. */
    @Test
    void shouldNotCountWhatWasRecordedOfEventsThatTheJournalHasLost() throws IOException {
        new SteppedEngine(SteppedEngine.context(journal, SteppedEngine.COPIES), 50)
                .run()
                .close();
        Path before = temporary.resolve("before");
        copy(journal, before);
        engine(SteppedEngine.COPIES, 100).run(Integer.MAX_VALUE).end();
        journal = before;
        engine(SteppedEngine.COPIES, 120).run(Integer.MAX_VALUE).end();
        DiffResult result = diff();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.eventCount()).isEqualTo(121);
        try (RecordedOutputs outputs = RecordedOutputs.open(record)) {
            assertThat(outputs.recordings().get(0).lastSequence()).isEqualTo(51);
            assertThat(outputs.recordings().get(1).firstSequence()).isEqualTo(52);
        }
    }

    @Test
    void shouldTellOutputsThatTheJournalHasNoEventsOf() throws IOException {
        new SteppedEngine(SteppedEngine.context(journal, SteppedEngine.COPIES), 50)
                .run()
                .close();
        Path before = temporary.resolve("before");
        copy(journal, before);
        engine(SteppedEngine.COPIES, 100).run(Integer.MAX_VALUE).end();
        journal = before;
        DiffResult result = diff();
        assertThat(result.isEqual()).isFalse();
        assertThat(result.missingEventCount()).isEqualTo(50);
        assertThat(result.firstDifferentSequence()).isEqualTo(52);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNotOfThisJournal() {
        engine(SteppedEngine.COPIES, 20).run(Integer.MAX_VALUE).end();
        journal = temporary.resolve("other");
        assertThatThrownBy(() -> engine(SteppedEngine.COPIES, 20))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("are those of the journal")
                .hasMessageContaining("is not there yet");
        assertThatThrownBy(() -> new RecordedEngine(record, record, SteppedEngine.COPIES, 20))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("directory of the journal");
    }

    @Test
    void shouldRefuseAJournalWhereOutputsAreWanted() {
        engine(SteppedEngine.COPIES, 20).run(Integer.MAX_VALUE).end();
        assertThatThrownBy(() -> RecordedOutputs.open(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("holds a journal of events");
        assertThatThrownBy(() -> new RecordedEngine(temporary.resolve("x"), journal, SteppedEngine.COPIES, 20))
                .hasMessageContaining("holds a journal of events");
    }

    @Test
    void shouldRefuseOutputsWhereAJournalIsWanted() {
        engine(SteppedEngine.COPIES, 20).run(Integer.MAX_VALUE).end();
        ReplayContext context = new ReplayContext().journalDirectory(record).catalogue(TestNodes.CATALOGUE);
        assertThatThrownBy(() -> Replay.of(context))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("holds recorded outputs");
        assertThatThrownBy(() -> Verification.of(context, false)).hasMessageContaining("holds recorded outputs");
        assertThatThrownBy(() -> new SteppedEngine(SteppedEngine.context(record, SteppedEngine.COPIES), 5))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("holds recorded outputs");
    }

    @Test
    void shouldGoOnBehindDamageOnlyWhenTold() throws IOException {
        engine(SteppedEngine.COPIES, 200).run(Integer.MAX_VALUE).end();
        flip(record);
        assertThatThrownBy(() -> engine(SteppedEngine.COPIES, 250))
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.DAMAGED));
        new RecordedEngine(journal, record, SteppedEngine.COPIES, 250, true)
                .run(Integer.MAX_VALUE)
                .end();
        assertThat(diff().isEqual()).isTrue();
        assertThat(diff().eventCount()).isEqualTo(251);
    }

    /** Changes a bit of an output in the middle. */
    private static void flip(Path directory) throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(directory)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = JournalScan.of(directory).segments().get(0).bytes() - 4_000;
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 4)).rewind();
            channel.write(one, at);
        }
    }
}
