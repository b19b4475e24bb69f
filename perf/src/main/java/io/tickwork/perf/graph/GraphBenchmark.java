// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.perf.rounds.CpuTimed;
import io.tickwork.perf.rounds.Turns;
import java.util.concurrent.TimeUnit;
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
 * Question: what does an event cost in a graph of 37 nodes, compiled, interpreted, and written by hand over the same
 * nodes?
 *
 * <p>Expected: compiled about as fast as by hand, since the generated code is what one would write by hand plus checks
 * that are cheap beside the nodes; interpreted many times slower. All three must end in the same state.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class GraphBenchmark extends CpuTimed {
    private static final int CHECKED_EVENTS = 20_000;
    private static final int SLICE = 16_384;

    private final BenchmarkGraph graph = HandWritten.GRAPH;
    private final BenchmarkGraph.SignalCounter signals = new BenchmarkGraph.SignalCounter();
    private final Plan compiled = PlanCompiler.compile(graph.graph());
    private final Plan interpreted = new Interpreter(graph.graph());
    private final io.tickwork.dag.node.State compiledState = graph.newState();
    private final io.tickwork.dag.node.State interpretedState = graph.newState();
    private final io.tickwork.dag.node.State byHandState = graph.newState();
    private long compiledEvent;
    private long interpretedEvent;
    private long byHandEvent;
    private long byHandCount;

    /** Makes the benchmark. */
    public GraphBenchmark() {}

    /** Compares the three forms over the same events, then starts anew. */
    @Setup
    public void check() {
        long signalCount = graph.requireEqualForms(compiled, interpreted, CHECKED_EVENTS);
        io.tickwork.dag.node.State first = graph.newState();
        io.tickwork.dag.node.State second = graph.newState();
        long byHand = 0;
        for (long i = 0; i < CHECKED_EVENTS; i++) {
            graph.beginEvent(first, i);
            compiled.trade(first, graph.fired(), signals);
            graph.beginEvent(second, i);
            byHand += HandWritten.trade(second);
        }
        BenchmarkGraph.requireEqual(first, second);
        if (byHand != signalCount) {
            throw new IllegalStateException("signals differ: compiled " + signalCount + ", by hand " + byHand);
        }
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long compiled() {
        graph.beginEvent(compiledState, compiledEvent++);
        compiled.trade(compiledState, graph.fired(), signals);
        return signals.count();
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long interpreted() {
        graph.beginEvent(interpretedState, interpretedEvent++);
        interpreted.trade(interpretedState, graph.fired(), signals);
        return signals.count();
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long handWritten() {
        graph.beginEvent(byHandState, byHandEvent++);
        byHandCount += HandWritten.trade(byHandState);
        return byHandCount;
    }

    /** The same in turns; {@code -prof io.tickwork.perf.rounds.Turns} tells what each costs. */
    @Benchmark
    public void inTurns() {
        Turns.time("compiled", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                compiled();
            }
        });
        Turns.time("by-hand", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                handWritten();
            }
        });
        Turns.time("interpreted", SLICE / 16, () -> {
            for (int i = 0; i < SLICE / 16; i++) {
                interpreted();
            }
        });
    }
}
