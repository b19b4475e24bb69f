// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.journal.Durability;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.snapshot.SnapshotFile;
import io.tickwork.journal.snapshot.SnapshotStore;
import io.tickwork.ring.WaitMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: on whichever threads events are journaled and snapshots made, everything comes out the same, and a start from
 * any of the snapshots ends the same. Method: pipelines with all their threads, stopped and gone on with at random;
 * each snapshot is compared with the image of a processor that ran the journal up to there.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TopologyTest {
    private static final int TRADES = 30_000;
    private static final int RUNS = 4;
    private static final long SEED = 20261125;

    @TempDir
    private Path temporary;

    static Stream<Arguments> settings() {
        return Arrays.stream(Topology.values())
                .flatMap(topology -> Arrays.stream(SnapshotMode.values())
                        .flatMap(snapshots -> Arrays.stream(Durability.values())
                                .map(durability -> Arguments.of(topology, snapshots, durability))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldEndTheSame(Topology topology, SnapshotMode snapshots, Durability durability) throws IOException {
        Path directory = temporary.resolve("journal");
        Random random = new Random(SEED);
        for (int run = 1; run <= RUNS; run++) {
            int trades = run == RUNS ? TRADES : run * TRADES / RUNS + random.nextInt(1_000);
            SummarySink summary = new SummarySink();
            Pipeline pipeline = new Pipeline(
                    context(directory, topology, snapshots, durability),
                    (ring, resumed) ->
                            SteppedEngine.feed(ring, trades, resumed.sources().get(1)),
                    List.of(summary));
            try (pipeline) {
                pipeline.start();
                while (!pipeline.isDone()) {
                    Thread.onSpinWait();
                }
                while (snapshots == SnapshotMode.FOLLOWER && pipeline.engine().snapshotCount() < 2) {
                    Thread.onSpinWait(); // it is behind by as much as it likes
                }
            }
            ResumePoint resumed = pipeline.engine().resumePoint();
            assertThat(resumed.generation()).isEqualTo(1);
            if (run > 1 && snapshots != SnapshotMode.NONE) {
                assertThat(resumed.snapshotSequence())
                        .as("the one made at the end")
                        .isEqualTo(resumed.lastSequence());
            }
            assertThat(pipeline.engine().processor().eventCount()).isEqualTo(trades + 1L);
        }
        assertSameAsWithoutABreak(directory);
        assertSnapshotsAreExact(directory, snapshots);
    }

    private void assertSameAsWithoutABreak(Path directory) {
        SteppedEngine alone = new SteppedEngine(
                        SteppedEngine.context(temporary.resolve("alone"), SteppedEngine.COPIES), TRADES)
                .run();
        alone.close();
        ReplayResult replayed = Replay.of(directory, TestNodes.CATALOGUE, OutputHandler.NONE, sequence -> {});
        assertThat(replayed.difference()).isNull();
        assertThat(replayed.isComplete()).isTrue();
        assertThat(replayed.checkedEventCount()).isEqualTo(TRADES + 1);
        assertThat(replayed.outputsHash()).isEqualTo(alone.outputsHash());
        assertThat(replayed.stateHash()).isEqualTo(alone.stateHash());
    }

    private static void assertSnapshotsAreExact(Path directory, SnapshotMode mode) throws IOException {
        List<SnapshotFile> files = new ArrayList<>(new SnapshotStore(directory).list());
        files.sort(Comparator.comparingLong(SnapshotFile::sequence));
        if (mode == SnapshotMode.NONE) {
            assertThat(files).isEmpty();
            return;
        }
        assertThat(files).hasSizeGreaterThan(3);
        GraphProcessor processor = new GraphProcessor(
                SteppedEngine.context(directory, SteppedEngine.COPIES).graph(),
                PlanCompiler::compile,
                OutputHandler.NONE);
        List<Long> compared = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                    processor.onEvent(sequence, buffer, offset);
                    if (compared.size() < files.size()
                            && files.get(compared.size()).sequence() == sequence) {
                        assertThat(endOf(files.get(compared.size()).path(), image(processor).length))
                                .as("image at event %d", sequence)
                                .isEqualTo(image(processor));
                        compared.add(sequence);
                    }
                }
            });
        }
        assertThat(compared).hasSameSizeAs(files);
    }

    private static byte[] image(GraphProcessor processor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            processor.saveImage(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** The image stands at the end, in front of the checksum. */
    private static byte[] endOf(Path snapshot, int imageLength) {
        try {
            byte[] file = Files.readAllBytes(snapshot);
            int end = file.length - Integer.BYTES;
            return Arrays.copyOfRange(file, end - imageLength, end);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static EngineContext context(
            Path directory, Topology topology, SnapshotMode snapshots, Durability durability) {
        return SteppedEngine.context(directory, SteppedEngine.COPIES)
                .waitMode(WaitMode.SLEEPING)
                .slotCount(1_024)
                .checkpointInterval(700)
                .batchLimit(100)
                .topology(topology)
                .snapshots(snapshots)
                .snapshotInterval(1_500)
                .snapshotsKept(1_000)
                .journal(new JournalContext()
                        .durability(durability)
                        .segmentLength(1 << 20)
                        .aheadLength(1 << 20));
    }
}
