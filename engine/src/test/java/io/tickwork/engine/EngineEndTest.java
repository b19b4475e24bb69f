// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.feed.Feed;
import io.tickwork.journal.JournalContext;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: an engine ends whatever has happened to one of its threads, and says what that was. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineEndTest {
    @TempDir
    private Path temporary;

    @Test
    void shouldNotWaitForOutputsThatNeverLeaveWhenTheyCannotBeJournaled() {
        Engine engine = Engine.create(context().topology(Topology.PARALLEL).slotCount(64));
        engine.start();
        Feed feed = SteppedEngine.feed(engine.inbound(), 1_000);
        while (engine.outboundBackPressureCount() == 0) {
            feed.poll(16);
        }
        engine.journaler().onError(new IllegalStateException("made to fail"));
        engine.close();
        assertThat(engine.failure()).hasMessage("made to fail");
        feed.close();
    }

    @Test
    void shouldFailWhenWhatMakesRoomForTheJournalHasEnded() {
        AtomicBoolean isArmed = new AtomicBoolean();
        Engine engine = Engine.create(context().journal(new JournalContext().clock(() -> {
                    if (isArmed.get()) {
                        throw new OutOfMemoryError("made to fail");
                    }
                    return System.currentTimeMillis();
                })));
        engine.start();
        isArmed.set(true);
        while (engine.failure() == null) {
            Thread.onSpinWait();
        }
        engine.close();
        assertThat(engine.failure()).isInstanceOf(OutOfMemoryError.class).hasMessage("made to fail");
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldEndCleanlyWithoutAnyEvent(Topology topology) {
        new SteppedEngine(context().topology(topology), 0).run().close();
        assertThat(new JournalContent(temporary.resolve("journal")).endsCleanly())
                .isTrue();
    }

    @Test
    void shouldFollowAJournalThatWasClosedWithoutAnyEvent() {
        new SteppedEngine(context(), 0).run().close();
        Pipeline pipeline = new Pipeline(
                context().snapshots(SnapshotMode.FOLLOWER).snapshotInterval(100),
                (ring, resumed) -> SteppedEngine.feed(ring, 1_000),
                List.of());
        try (pipeline) {
            pipeline.start();
            while (pipeline.engine().snapshotCount() < 3) {
                Thread.onSpinWait();
            }
        }
        assertThat(pipeline.engine().snapshotCount()).isGreaterThan(3);
    }

    private EngineContext context() {
        return SteppedEngine.context(temporary.resolve("journal"), SteppedEngine.COPIES)
                .waitMode(WaitMode.SLEEPING);
    }
}
