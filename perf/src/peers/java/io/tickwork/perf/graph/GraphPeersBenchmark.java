// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.state.OutputSlot;
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
 * Question: what does a trade cost in the graph of 37 nodes compiled by us, compiled by Fluxtion, and written by hand?
 *
 * <p>Expected: in Fluxtion more than with us. It calls the same arithmetic, but on nodes that are objects on the heap,
 * each a pointer away, and asks a flag for each; ours are constants to the JIT, and their state is one array. It looks
 * after less: no finite values, no quarantine, no resets.
 *
 * <p>Scores and signals of all three must agree bit for bit before anything is timed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class GraphPeersBenchmark extends CpuTimed {
    private static final int CHECKED_EVENTS = 20_000;
    private static final int SLICE = 16_384;

    private final BenchmarkGraph graph = HandWritten.GRAPH;
    private final BenchmarkGraph.SignalCounter signals = new BenchmarkGraph.SignalCounter();
    private final Plan plan = PlanCompiler.compile(graph.graph());
    private FluxtionGraph fluxtion = new FluxtionGraph();
    private io.tickwork.dag.node.State state = graph.newState();
    private long event;
    private io.tickwork.dag.node.State byHandState = graph.newState();
    private long byHandEvent;
    private long byHandCount;
    private long fluxtionEvent;

    /** Makes the benchmark. */
    public GraphPeersBenchmark() {}

    /** Compares the forms over the same events, then starts anew. */
    @Setup
    public void check() {
        BenchmarkGraph.SignalCounter ours = new BenchmarkGraph.SignalCounter();
        long byHand = 0;
        for (long i = 0; i < CHECKED_EVENTS; i++) {
            graph.beginEvent(state, i);
            plan.trade(state, graph.fired(), ours);
            graph.beginEvent(byHandState, i);
            byHand += HandWritten.trade(byHandState);
            fluxtion.trade(graph.price(i));
            for (int chain = 0; chain < BenchmarkGraph.AVERAGE_COUNT - 1; chain++) {
                requireEqualScore(i, chain);
            }
        }
        BenchmarkGraph.requireEqual(state, byHandState);
        if (ours.count() == 0 || byHand != ours.count() || fluxtion.signalCount() != ours.count()) {
            throw new IllegalStateException("signals differ: ours " + ours.count() + ", by hand " + byHand
                    + ", Fluxtion " + fluxtion.signalCount());
        }
        fluxtion = new FluxtionGraph();
        state = graph.newState();
        byHandState = graph.newState();
    }

    private void requireEqualScore(long event, int chain) {
        OutputSlot slot = graph.graph().node("score" + chain).slots().outputs().get(0);
        double ours = state.getDouble(slot.doubleSlot());
        double theirs = fluxtion.score(chain);
        if (state.isValid(slot.index()) && Double.doubleToLongBits(ours) != Double.doubleToLongBits(theirs)) {
            throw new IllegalStateException(
                    "score " + chain + " at event " + event + ": ours " + ours + ", Fluxtion's " + theirs);
        }
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long ours() {
        graph.beginEvent(state, event++);
        plan.trade(state, graph.fired(), signals);
        return signals.count();
    }

    /** {@return the number of signals so far} */
    @Benchmark
    public long byHand() {
        graph.beginEvent(byHandState, byHandEvent++);
        byHandCount += HandWritten.trade(byHandState);
        return byHandCount;
    }

    /** {@return the graph, which holds what it has computed} */
    @Benchmark
    public Object fluxtion() {
        fluxtion.trade(graph.price(fluxtionEvent++));
        return fluxtion;
    }

    /** The same in turns; {@code -prof io.tickwork.perf.rounds.Turns} tells what each costs. */
    @Benchmark
    public void inTurns() {
        Turns.time("ours", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                ours();
            }
        });
        Turns.time("by-hand", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                byHand();
            }
        });
        Turns.time("fluxtion", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                fluxtion();
            }
        });
    }
}
