// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.service;

import io.tickwork.perf.graph.BenchmarkGraph;
import io.tickwork.perf.rounds.CpuTimes;
import java.util.concurrent.TimeUnit;
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
 * Question: what does the engine thread do for a trade, journal, graph, digests, counters, checkpoints and outputs
 * together, when it always finds its ring full, for graphs of several sizes?
 *
 * <p>Expected: the sum of its parts, see {@link PartsBenchmark}.
 *
 * <p>The thread is stepped, so that its CPU time is that of its work and not of its waiting; {@link CpuTimes} tells it.
 * Slots were written by the same core, which is what it does not have in life. At the end, state and outputs must be
 * those of the interpreter. With 0 nodes nothing is put out; else one value a trade, and signals.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 20)
@Measurement(iterations = 15)
@State(Scope.Thread)
public class ServiceBenchmark {
    private static final int EVENTS = 1 << 16;
    /** At once in the ring: half of it. */
    private static final int STEP = 1 << 12;

    /** How many nodes the graph has: 0, or four times as many as it has averages, less three. */
    @Param({"0", "13", "37", "117", "517"})
    public int nodes;

    private SteppedEngine engine;

    /** Makes the benchmark. */
    public ServiceBenchmark() {}

    /** Makes the engine. */
    @Setup
    public void open() {
        engine = new SteppedEngine(BenchmarkGraph.published((nodes + 3) / 4));
    }

    /** Compares, and removes the journal. */
    @TearDown
    public void close() {
        engine.check();
        engine.close();
    }

    /** {@return CPU time} */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long service() {
        long ns = 0;
        for (int i = 0; i < EVENTS; i += STEP) {
            ns += engine.run(STEP);
        }
        CpuTimes.note(ns, EVENTS);
        return ns;
    }
}
