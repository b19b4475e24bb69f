// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.JournalContext;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: whichever of engine thread and journaler is ahead, and by how much, no output leaves before its event is
 * journaled, and whenever it ends, and however often in a row, everything comes out the same. Method: both are stepped
 * at random, on one thread.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelLogTest {
    private static final int TRADES = 3_000;
    private static final int ROUNDS = 4;
    private static final int SLOTS = 128;
    private static final long SEED = 20261126;

    @TempDir
    private Path temporary;

    private long lastLeft;

    @ParameterizedTest
    @EnumSource(SnapshotMode.class)
    void shouldEndTheSameHoweverTheThreadsTakeTurns(SnapshotMode snapshots) {
        SteppedEngine alone = new SteppedEngine(
                        SteppedEngine.context(temporary.resolve("alone"), SteppedEngine.COPIES), TRADES)
                .run();
        alone.close();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            Path directory = temporary.resolve("journal-" + round);
            Random random = new Random(seed);
            lastLeft = 0;
            long journaled = 0;
            boolean isComplete = false;
            while (!isComplete) {
                Engine engine = Engine.create(context(directory, snapshots));
                engine.open();
                ResumePoint resumed = engine.resumePoint();
                assertThat(resumed.lastSequence()).as("seed %d", seed).isEqualTo(journaled);
                assertThat(lastLeft).as("seed %d", seed).isLessThanOrEqualTo(journaled);
                Feed feed = SteppedEngine.feed(
                        engine.inbound(), TRADES, resumed.sources().get(1));
                isComplete = run(engine, feed, random);
                if (!isComplete) {
                    engine.agent().onError(new IllegalStateException("made to fail"));
                }
                engine.close();
                journaled = engine.journaledSequence();
                feed.close();
                if (isComplete) {
                    assertThat(engine.failure()).isNull();
                    assertThat(engine.stateHash()).as("seed %d", seed).isEqualTo(alone.stateHash());
                    assertThat(engine.processor().outputsHash())
                            .as("seed %d", seed)
                            .isEqualTo(alone.outputsHash());
                }
            }
            ReplayResult replayed = Replay.of(directory, TestNodes.CATALOGUE, OutputHandler.NONE, sequence -> {});
            assertThat(replayed.difference()).as("seed %d", seed).isNull();
            assertThat(replayed.checkedEventCount()).as("seed %d", seed).isEqualTo(TRADES + 1);
            assertThat(replayed.isComplete()).isTrue();
        }
    }

    /** Returns whether everything has been run; now and then it is not. */
    private boolean run(Engine engine, Feed feed, Random random) {
        int bias = 1 + random.nextInt(9); // towards one of the two
        int stepsLeft = 20 + random.nextInt(1_500);
        long heldFrom = engine.processor().outputCount();
        while (!feed.isDone() || !engine.isIdle()) {
            if (stepsLeft-- == 0) {
                return false;
            }
            feed.poll(random.nextInt(40));
            boolean isRoom = engine.processor().outputCount() - heldFrom < SLOTS / 2;
            if (isRoom && random.nextInt(10) < bias) {
                engine.agent().doWork();
            } else {
                engine.journaler().doWork();
            }
            heldFrom += engine.outboundConsumer()
                    .poll(
                            (ring, first, last) -> lastLeft = Math.max(lastLeft, ring.sourceSequence(last)),
                            Integer.MAX_VALUE,
                            engine.releasedSequence());
        }
        return true;
    }

    private static EngineContext context(Path directory, SnapshotMode snapshots) {
        return SteppedEngine.context(directory, SteppedEngine.COPIES)
                .topology(Topology.PARALLEL)
                .snapshots(snapshots)
                .snapshotInterval(150)
                .slotCount(SLOTS)
                .batchLimit(7)
                .checkpointInterval(60)
                .journal(new JournalContext().segmentLength(1 << 20).aheadLength(1 << 20));
    }
}
