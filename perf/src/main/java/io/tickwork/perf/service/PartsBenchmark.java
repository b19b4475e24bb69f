// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.service;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.OutboundPublisher;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.perf.graph.BenchmarkGraph;
import io.tickwork.perf.ring.TradePayload;
import io.tickwork.perf.rounds.CpuTimed;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do the parts of the engine thread's work cost alone: the 37 nodes with cycles, digests and counters,
 * and a value that goes out? The journal's part is {@code AppendBenchmark}'s.
 *
 * <p>Expected: the graph costs what {@code GraphBenchmark} says and a few nanoseconds for the coordinator and the
 * digest.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PartsBenchmark extends CpuTimed {
    private static final int EVENTS = 1 << 12;
    private static final int CHECKED_EVENTS = 20_000;

    private final Graph graph = BenchmarkGraph.published(BenchmarkGraph.AVERAGE_COUNT);
    private final GraphProcessor processor = new GraphProcessor(graph, PlanCompiler::compile, OutputHandler.NONE);
    private final EventRing outbound = OutboundPublisher.ring(graph, EVENTS);
    private final RingConsumer consumer = outbound.addConsumer();
    private final OutboundPublisher publisher =
            new OutboundPublisher(graph, outbound, new BusySpinIdleStrategy(), () -> false);
    private final TradePayload payload = new TradePayload();
    private final UnsafeBuffer trade = new UnsafeBuffer(BufferUtil.allocateDirectAligned(512, 64));
    private long sequence;

    /** Makes the benchmark. */
    public PartsBenchmark() {}

    /** Compares with the interpreter, and goes on from there. */
    @Setup
    public void check() {
        GraphProcessor expected = new GraphProcessor(graph, Interpreter::new, OutputHandler.NONE);
        new InboundEncoder().definition(trade, 0, Symbol.named("BENCH"), 0, 0);
        processor.onEvent(++sequence, trade, 0);
        expected.onEvent(sequence, trade, 0);
        for (int i = 0; i < CHECKED_EVENTS; i++) {
            payload.encode(trade, 0, sequence);
            processor.onEvent(++sequence, trade, 0);
            expected.onEvent(sequence, trade, 0);
        }
        if (processor.outputCount() == 0 || processor.outputsHash() != expected.outputsHash()) {
            throw new IllegalStateException("the compiled graph puts out something else than the interpreter");
        }
    }

    /** {@return the digest of its outputs} */
    @Benchmark
    public int graph() {
        payload.encode(trade, 0, sequence);
        processor.onEvent(++sequence, trade, 0);
        return processor.eventDigest();
    }

    /** {@return the trade: what is to be taken off {@link #graph}} */
    @Benchmark
    public Object encode() {
        payload.encode(trade, 0, ++sequence);
        return trade;
    }

    /** {@return the ring} */
    @Benchmark
    public Object output() {
        publisher.onDouble(++sequence, 0, sequence, 0, 0, sequence);
        if (outbound.remaining() == 0) {
            consumer.poll((ring, first, last) -> {}, EVENTS);
        }
        return outbound;
    }
}
