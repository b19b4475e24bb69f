// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does an event cost in graphs of 13, 37, 117, 517 and 2,077 nodes, all of which run?
 *
 * <p>Expected: as much per node in a large graph as in a small one, until its code and state outgrow the caches.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class GraphSizeBenchmark {
    private static final int CHECKED_EVENTS = 2_000;

    /** Four times as many nodes, less three. */
    @Param({"4", "10", "30", "130", "520"})
    public int averages;

    private final BenchmarkGraph.SignalCounter signals = new BenchmarkGraph.SignalCounter();
    private BenchmarkGraph graph;
    private Plan plan;
    private io.tickwork.dag.node.State state;
    private long event;

    /** Makes the benchmark. */
    public GraphSizeBenchmark() {}

    /** Compiles the graph and compares it with the interpreter. */
    @Setup
    public void compile() {
        graph = new BenchmarkGraph(averages);
        plan = PlanCompiler.compile(graph.graph());
        state = graph.newState();
        graph.requireEqualForms(plan, new Interpreter(graph.graph()), CHECKED_EVENTS);
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long event() {
        graph.beginEvent(state, event++);
        plan.trade(state, graph.fired(), signals);
        return signals.count();
    }
}
