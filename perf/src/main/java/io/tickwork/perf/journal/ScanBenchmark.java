// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.JournalContext;
import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.scan.ScanDamage;
import io.tickwork.journal.scan.ScannedSegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how fast is a journal of 256 MiB scanned that lies in memory?
 *
 * <p>Expected: in large batches nearly as fast as checksums are computed; alone, slower by what each frame is asked.
 * Each scan must find all events, and nothing wrong.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ScanBenchmark {
    private static final long LENGTH = 256L << 20;

    /** How many events make a batch. */
    @Param({"1", "16", "256"})
    public int batch;

    private Path directory;
    private long eventCount;

    /** What was scanned; per second in the results. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Scanned {
        /** Events. */
        public long events;

        /** Bytes. */
        public long bytes;

        /** Makes the counters. */
        public Scanned() {}
    }

    /** Makes the benchmark. */
    public ScanBenchmark() {}

    /** Writes a journal. */
    @Setup
    public void write() {
        directory = Scratch.create();
        try (JournalSink sink = new JournalSink(directory.resolve("journal"), new JournalContext())) {
            while (sink.bytesWritten() < LENGTH) {
                sink.append(batch);
            }
            eventCount = sink.nextSequence();
        }
    }

    /** Removes it. */
    @TearDown
    public void remove() {
        Scratch.remove(directory);
    }

    /** {@return what was found} @param scanned is counted up. */
    @Benchmark
    public JournalScan scan(Scanned scanned) {
        JournalScan scan = JournalScan.of(directory.resolve("journal"));
        long events = 0;
        for (ScannedSegment segment : scan.segments()) {
            if (segment.lastSequence() != ScanDamage.NONE) {
                events += segment.lastSequence() - segment.firstSequence() + 1;
            }
            scanned.bytes += segment.bytes();
        }
        scanned.events += events;
        if (!scan.isSound() || !scan.isClosed() || events != eventCount) {
            throw new IllegalStateException(events + " of " + eventCount + " events, damage: " + scan.damages());
        }
        return scan;
    }
}
