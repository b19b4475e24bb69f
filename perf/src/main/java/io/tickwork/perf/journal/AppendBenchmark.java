// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.JournalContext;
import io.tickwork.perf.rounds.CpuTimes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Question: what does it cost the thread that appends to journal an event of 64 bytes, alone and in batches, with
 * source, checksum and outcome, and what does it cost to append its bytes to the bare queue?
 *
 * <p>Expected: in batches less than the bare queue, since a batch is one excerpt and somebody else gives the file its
 * pages; alone somewhat more, since twice as many bytes are written.
 *
 * <p>Each invocation fills a new file, as fast as it can, and waits for the keeper where it is ahead of it. What was
 * appended is read back and compared, then removed. {@link CpuTimes} adds how long the thread ran, and how long the
 * keeper did.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@State(Scope.Thread)
public class AppendBenchmark {
    private static final int EVENTS = 1 << 19;

    private final Contents expected = new EventTape().contents(EVENTS);

    /** A journal for one invocation. */
    @State(Scope.Thread)
    public static class InJournal {
        /** How many events make a batch. */
        @Param({"1", "4", "16", "64", "256"})
        public int batch;

        private final AppendedFiles files = new AppendedFiles();

        /** Makes the state. */
        public InJournal() {}

        /** Makes a journal. */
        @Setup(Level.Iteration)
        public void open() {
            files.open(directory -> new JournalSink(directory, new JournalContext()));
        }

        /** Compares. @param benchmark knows what there must be. */
        @TearDown(Level.Iteration)
        public void close(AppendBenchmark benchmark) {
            files.close(benchmark.expected);
        }
    }

    /** A queue for one invocation. */
    @State(Scope.Thread)
    public static class InQueue {
        /** How the queue is set: as it is by default, or with the block length and the index of the journal. */
        @Param({"DEFAULT", "AS_OURS"})
        public String setting;

        private final AppendedFiles files = new AppendedFiles();

        /** Makes the state. */
        public InQueue() {}

        /** Makes a queue. */
        @Setup(Level.Iteration)
        public void open() {
            files.open(directory -> new BareSink(directory, BareSink.Setting.valueOf(setting)));
        }

        /** Compares. @param benchmark knows what there must be. */
        @TearDown(Level.Iteration)
        public void close(AppendBenchmark benchmark) {
            files.close(benchmark.expected);
        }
    }

    /** A queue for one invocation that takes frames as long as the journal's. */
    @State(Scope.Thread)
    public static class InFrames {
        /** How many events make a frame. */
        @Param({"1", "16", "256"})
        public int batch;

        private final Contents expectedFrames = new Contents();
        private UnsafeBuffer frame;
        private Path directory;
        private BareSink sink;

        /** Makes the state. */
        public InFrames() {}

        /** Finds out how long the journal's frames are. */
        @Setup
        public void measureFrames() {
            Path ofJournal = Scratch.create();
            try (JournalSink journal = new JournalSink(ofJournal.resolve("log"), new JournalContext())) {
                journal.append(batch);
                long bytes = journal.bytesWritten();
                journal.append(batch); // with the outcomes of the first
                int length = (int) (journal.bytesWritten() - bytes) - Integer.BYTES; // less the queue's own head
                frame = new UnsafeBuffer(
                        BufferUtil.allocateDirectAligned(length + Long.BYTES, BitUtil.CACHE_LINE_LENGTH), 0, length);
            }
            Scratch.remove(ofJournal);
            for (int i = 0; i < EVENTS; i += batch) {
                expectedFrames.onFrame(frame);
            }
        }

        /** Makes a queue. */
        @Setup(Level.Iteration)
        public void open() {
            directory = Scratch.create();
            sink = new BareSink(directory.resolve("log"), BareSink.Setting.AS_OURS);
        }

        /** Compares. */
        @TearDown(Level.Iteration)
        public void close() {
            sink.close();
            sink.readBackFrames().require(expectedFrames);
            Scratch.remove(directory);
        }
    }

    /** What is appended to, and where it is. */
    private static final class AppendedFiles {
        private Path directory;
        private EventSink sink;

        void open(Function<Path, EventSink> factory) {
            directory = Scratch.create();
            sink = factory.apply(directory.resolve("log"));
        }

        void close(Contents expected) {
            sink.close();
            sink.readBack().require(expected);
            Scratch.remove(directory);
        }
    }

    /** Makes the benchmark. */
    public AppendBenchmark() {}

    /** {@return CPU time} @param state holds the journal. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long journal(InJournal state) {
        return append(state.files.sink, state.batch);
    }

    /** {@return CPU time} @param state holds the queue. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bare(InQueue state) {
        return append(state.files.sink, 16);
    }

    /** {@return CPU time} @param state holds the queue. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bareFrames(InFrames state) {
        CpuTimes.begin(CpuTimes.NONE);
        for (int i = 0; i < EVENTS; i += state.batch) {
            state.sink.append(state.frame, 0, state.frame.capacity());
        }
        return CpuTimes.end(CpuTimes.NONE, EVENTS);
    }

    private static long append(EventSink sink, int batch) {
        CpuTimes.begin(sink::helpersCpuNs);
        for (int i = 0; i < EVENTS; i += batch) {
            sink.append(batch);
        }
        return CpuTimes.end(sink::helpersCpuNs, EVENTS);
    }
}
