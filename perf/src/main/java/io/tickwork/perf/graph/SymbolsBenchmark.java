// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.perf.rounds.CpuTimed;
import java.util.Random;
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
 * Question: what does a trade cost when trades of many symbols follow one another in no order, each with its own state,
 * against trades of one symbol?
 *
 * <p>Expected: the more symbols, the more of their states lie outside of the nearest caches.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SymbolsBenchmark extends CpuTimed {
    private static final int CHECKED_EVENTS = 2_000;
    private static final int ORDER_LENGTH = 1 << 16;

    /** How many symbols there are. */
    @Param({"1", "100", "1000"})
    public int symbols;

    private final BenchmarkGraph graph = new BenchmarkGraph(10);
    private final BenchmarkGraph.SignalCounter signals = new BenchmarkGraph.SignalCounter();
    private final Plan plan = PlanCompiler.compile(graph.graph());
    private final int[] order = new int[ORDER_LENGTH];
    private io.tickwork.dag.node.State[] states;
    private long event;

    /** Makes the benchmark. */
    public SymbolsBenchmark() {}

    /** Makes the states, and the order in which symbols trade. */
    @Setup
    public void prepare() {
        graph.requireEqualForms(plan, new Interpreter(graph.graph()), CHECKED_EVENTS);
        states = new io.tickwork.dag.node.State[symbols];
        for (int i = 0; i < symbols; i++) {
            states[i] = graph.newState();
        }
        Random random = new Random(1);
        for (int i = 0; i < ORDER_LENGTH; i++) {
            order[i] = random.nextInt(symbols);
        }
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long trade() {
        io.tickwork.dag.node.State state = states[order[(int) event & (ORDER_LENGTH - 1)]];
        graph.beginEvent(state, event++);
        plan.trade(state, graph.fired(), signals);
        return signals.count();
    }
}
