// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.journal.Journal;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: whatever fails, both threads end, the reason reaches the caller, and the journal says how far it came. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipelineTest {
    private static final int TRADES = 500;

    @TempDir
    private Path temporary;

    private final SummarySink summary = new SummarySink();

    @Test
    void shouldRunToTheLastEvent() {
        Pipeline pipeline = pipeline(PipelineTest::feed, summary);
        run(pipeline);
        assertThat(pipeline.publishedCount()).isEqualTo(TRADES + 1);
        assertThat(summary.outputs().get(0).valueCount()).isEqualTo(TRADES);
        assertThat(journal().endsCleanly()).isTrue();
        assertThat(journal().lastSequence()).isEqualTo(TRADES + 1);
    }

    @Test
    void shouldRunWhatWasAcceptedWhenStopped() {
        Pipeline pipeline = pipeline((ring, resumed) -> new FeedThat(ring, () -> {}, Integer.MAX_VALUE), summary);
        pipeline.start();
        while (pipeline.publishedCount() < 10) {
            Thread.onSpinWait();
        }
        pipeline.stop();
        awaitEnd(pipeline);
        pipeline.close();
        assertThat(journal().lastSequence()).isEqualTo(pipeline.publishedCount());
        assertThat(journal().endsCleanly()).isTrue();
    }

    @Test
    void shouldReportWhatAFeedThrowsAndRunWhatItPublishedBefore() {
        Pipeline pipeline = pipeline(
                (ring, resumed) -> new FeedThat(
                        ring,
                        () -> {
                            throw new IllegalStateException("the file is gone");
                        },
                        100),
                summary);
        assertThatThrownBy(() -> run(pipeline)).hasMessage("the file is gone");
        assertThat(journal().lastSequence()).isEqualTo(100);
        assertThat(journal().endsCleanly()).isTrue();
    }

    @Test
    void shouldReportWhatASinkThrowsAndLeaveNoFile() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("out"));
        try (CsvSink files =
                new CsvSink(directory, new GraphOutputNames(context().graph(), id -> "SYNTH"))) {
            SinkThat full = new SinkThat(() -> {
                throw new IllegalStateException("the disk is full");
            });
            Pipeline pipeline = pipeline(PipelineTest::feed, files, full);
            assertThatThrownBy(() -> run(pipeline)).hasMessage("the disk is full");
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(journal().endsCleanly()).isTrue();
    }

    @Test
    void shouldEndWhenASinkThrowsAnError() {
        Pipeline pipeline = pipeline(PipelineTest::feed, new SinkThat(() -> {
            throw new OutOfMemoryError("made up");
        }));
        assertThatThrownBy(() -> run(pipeline))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("made up");
    }

    @Test
    void shouldReportWhatEndsTheEngine() {
        Pipeline pipeline = pipeline(PipelineTest::feed, summary);
        pipeline.engine().open();
        pipeline.engine().agent().onError(new IllegalStateException("the journal has failed"));
        assertThatThrownBy(() -> run(pipeline)).hasMessage("the journal has failed");
        assertThat(journal().endsCleanly()).isFalse();
    }

    @Test
    void shouldEndBeforeItHasBegun() {
        pipeline(PipelineTest::feed, summary).close();
        assertThat(Journal.exists(temporary.resolve("journal"))).isFalse();
    }

    private static void run(Pipeline pipeline) {
        try (pipeline) {
            pipeline.start();
            awaitEnd(pipeline);
        }
    }

    private static void awaitEnd(Pipeline pipeline) {
        while (!pipeline.isDone()) {
            Thread.onSpinWait();
        }
    }

    private EngineContext context() {
        return SteppedEngine.context(temporary.resolve("journal"), SteppedEngine.COPIES)
                .waitMode(WaitMode.YIELDING)
                .slotCount(16);
    }

    private Pipeline pipeline(BiFunction<EventRing, ResumePoint, Feed> feed, OutputSink... sinks) {
        return new Pipeline(context(), feed, Stream.of(sinks).toList());
    }

    private JournalContent journal() {
        return new JournalContent(temporary.resolve("journal"));
    }

    private static Feed feed(EventRing ring, ResumePoint resumed) {
        return SteppedEngine.feed(ring, TRADES);
    }

    /** Made-up trades up to a limit, where something else happens. */
    private static final class FeedThat implements Feed {
        private final Feed trades;
        private final Runnable action;
        private final int limit;

        FeedThat(EventRing ring, Runnable action, int limit) {
            trades = SteppedEngine.feed(ring, Integer.MAX_VALUE);
            this.action = action;
            this.limit = limit;
        }

        @Override
        public int poll(int most) {
            int left = limit - (int) publishedCount();
            if (left == 0) {
                action.run();
            }
            return trades.poll(Math.min(most, left));
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public long publishedCount() {
            return trades.publishedCount();
        }

        @Override
        public long totalCount() {
            return UNKNOWN;
        }

        @Override
        public void close() {
            trades.close();
        }
    }

    /** Does something else at the hundredth value and at every one after it. */
    private static final class SinkThat implements OutputSink {
        private final Runnable action;
        private int valueCount;

        SinkThat(Runnable action) {
            this.action = action;
        }

        @Override
        public void onValue(IndicatorValueDecoder value) {
            if (++valueCount >= 100) {
                action.run();
            }
        }

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
}
