// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.SegmentReader;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.perf.rounds.CpuTimes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to read an event of 64 bytes back from a journal, with every checksum looked at and every
 * outcome handed out, and what does it cost the bare tailer to copy out excerpts that hold the same bytes, or those of
 * the events alone?
 *
 * <p>Expected: about the same, since the reader goes through the file in large reads and does for a batch what the
 * tailer does for an excerpt, but looks at every byte once more.
 *
 * <p>Each invocation opens what there is and reads it from one end to the other; the files are in memory. Before
 * anything is timed, what is read is compared with what was written.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@State(Scope.Thread)
public class ReadBenchmark {
    private static final int EVENTS = 1 << 20;

    private Path directory;

    /** Makes the benchmark. */
    public ReadBenchmark() {}

    /** Makes a place for files. */
    @Setup
    public void makeDirectory() {
        directory = Scratch.create();
    }

    /** Removes the files. */
    @TearDown
    public void removeDirectory() {
        Scratch.remove(directory);
    }

    /** A journal in one segment, and beside it a queue with its frames. */
    @State(Scope.Thread)
    public static class Journals {
        /** How many events make a batch. */
        @Param({"1", "16"})
        public int batch;

        private final Adder adder = new Adder();
        private Path journal;
        private QueueReader sameBytes;

        /** Makes the state. */
        public Journals() {}

        /** Writes both, and compares. @param benchmark has a place for them. */
        @Setup
        public void write(ReadBenchmark benchmark) {
            journal = benchmark.directory.resolve("journal");
            JournalSink sink = new JournalSink(journal, new JournalContext());
            for (int i = 0; i < EVENTS; i += batch) {
                sink.append(batch);
            }
            sink.close();
            sink.readBack().require(new EventTape().contents(EVENTS));
            if (sink.rollCount() != 0) {
                throw new IllegalStateException("the journal is not in one segment");
            }
            Path queue = benchmark.directory.resolve("same-bytes");
            copyFrames(queue);
            sameBytes = new QueueReader(queue);
        }

        private void copyFrames(Path queue) {
            try (SegmentReader frames = new SegmentReader(
                            SegmentFiles.list(journal).get(0), FrameDescriptor.MAX_FRAME_LENGTH, null);
                    BareSink sink = new BareSink(queue, BareSink.Setting.AS_OURS)) {
                UnsafeBuffer window = new UnsafeBuffer(frames.window());
                while (frames.next()) {
                    window.wrap(frames.window(), 0, frames.window().capacity());
                    sink.append(window, frames.offset(), frames.length());
                }
            }
        }
    }

    /** A queue of events, each an excerpt. */
    @State(Scope.Thread)
    public static class Events {
        private QueueReader reader;

        /** Makes the state. */
        public Events() {}

        /** Writes it, and compares. @param benchmark has a place for it. */
        @Setup
        public void write(ReadBenchmark benchmark) {
            Path queue = benchmark.directory.resolve("events");
            BareSink sink = new BareSink(queue, BareSink.Setting.AS_OURS);
            for (int i = 0; i < EVENTS; i++) {
                sink.append(1);
            }
            sink.close();
            sink.readBack().require(new EventTape().contents(EVENTS));
            reader = new QueueReader(queue);
        }
    }

    /** Looks at a word of each event, and at each outcome. */
    private static final class Adder implements JournalHandler {
        private long sum;

        @Override
        public void onEvent(
                long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            sum += buffer.getLong(offset + Long.BYTES);
        }

        @Override
        public void onOutcome(long sequence, int digest) {
            sum += digest;
        }
    }

    /** Reads a queue from one end to the other, and looks at a word of each excerpt. */
    private static final class QueueReader {
        private final Path directory;
        private long excerptCount;

        QueueReader(Path directory) {
            this.directory = directory;
            sum();
            if (excerptCount == 0) {
                throw new IllegalStateException("nothing can be read from " + directory);
            }
        }

        long sum() {
            long sum = 0;
            long count = 0;
            Bytes<?> bytes = Bytes.allocateElasticDirect(1 << 16);
            try (SingleChronicleQueue queue = BareSink.open(directory, BareSink.Setting.AS_OURS);
                    ExcerptTailer tailer = queue.createTailer()) {
                while (tailer.readBytes(bytes.clear())) {
                    sum += bytes.readLong(bytes.readPosition() + Long.BYTES);
                    count++;
                }
            } finally {
                bytes.releaseLast();
            }
            if (excerptCount != 0 && count != excerptCount) {
                throw new IllegalStateException("excerpts are missing: " + count + " of " + excerptCount);
            }
            excerptCount = count;
            return sum;
        }
    }

    /** {@return a sum} @param state holds the journal. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long journal(Journals state) {
        CpuTimes.begin(CpuTimes.NONE);
        long frames;
        try (JournalReader reader = JournalReader.open(state.journal)) {
            frames = reader.readAll(state.adder);
            if (reader.nextSequence() != EVENTS) {
                throw new IllegalStateException("it ends before event " + reader.nextSequence());
            }
        }
        CpuTimes.end(CpuTimes.NONE, EVENTS);
        return state.adder.sum + frames;
    }

    /** {@return a sum} @param state holds the queue. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bareSameBytes(Journals state) {
        CpuTimes.begin(CpuTimes.NONE);
        long sum = state.sameBytes.sum();
        CpuTimes.end(CpuTimes.NONE, EVENTS);
        return sum;
    }

    /** {@return a sum} @param state holds the queue. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bareEvents(Events state) {
        CpuTimes.begin(CpuTimes.NONE);
        long sum = state.reader.sum();
        CpuTimes.end(CpuTimes.NONE, EVENTS);
        return sum;
    }
}
