// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.perf.rounds.CpuTimed;
import io.tickwork.perf.rounds.Turns;
import java.util.Arrays;
import java.util.Random;
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
    /** So many that what the others have put out of the caches does not count. */
    private static final int SLICE = 1 << 17;

    private final BenchmarkGraph graph = new BenchmarkGraph(10);
    private final BenchmarkGraph.SignalCounter signals = new BenchmarkGraph.SignalCounter();
    private final Plan plan = PlanCompiler.compile(graph.graph());
    private final Market one = new Market(1);
    private final Market hundred = new Market(100);
    private final Market thousand = new Market(1_000);

    /** Makes the benchmark. */
    public SymbolsBenchmark() {}

    /** Symbols, and the order in which they trade. */
    private final class Market {
        private final io.tickwork.dag.node.State[] states;
        private final int[] order = new int[ORDER_LENGTH];
        private long event;

        Market(int symbolCount) {
            states = new io.tickwork.dag.node.State[symbolCount];
            Arrays.setAll(states, symbol -> graph.newState());
            Random random = new Random(1);
            Arrays.setAll(order, place -> random.nextInt(symbolCount));
        }

        void trade() {
            for (int i = 0; i < SLICE; i++) {
                io.tickwork.dag.node.State state = states[order[(int) event & (ORDER_LENGTH - 1)]];
                graph.beginEvent(state, event++);
                plan.trade(state, graph.fired(), signals);
            }
        }
    }

    /** Compares the plan with the interpreter. */
    @Setup
    public void check() {
        graph.requireEqualForms(plan, new Interpreter(graph.graph()), CHECKED_EVENTS);
    }

    /** In turns; {@code -prof io.tickwork.perf.rounds.Turns} tells what each costs. */
    @Benchmark
    public void inTurns() {
        Turns.time("1", SLICE, one::trade);
        Turns.time("100", SLICE, hundred::trade);
        Turns.time("1000", SLICE, thousand::trade);
    }
}
