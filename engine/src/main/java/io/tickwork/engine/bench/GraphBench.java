// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.interpret.InterpreterListener;
import io.tickwork.dag.interpret.Verdict;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.OutboundPublisher;
import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;

/**
 * Runs a graph over a tape, round after round, each from nothing, as the engine thread does: every cycle, the digests,
 * and what leaves the graph encoded into an outbound ring. What it does not do is wait for events, journal them, and
 * time others. In every round outputs and state must end as the interpreter's do, which shares no code with what is
 * measured.
 *
 * <p>The plan is compiled once, so that it gets as warm as that of an engine; a process has one graph, because what one
 * does to the profiles of shared code is felt by the other.
 *
 * <p>Threading: one thread.
 */
public final class GraphBench {
    /** The longest time of an event that is told apart, in nanoseconds. */
    private static final long TIME_NS_MAX = TimeUnit.SECONDS.toNanos(10);

    private static final int OUTBOUND_SLOTS = EventRing.defaultSlotCount(128);
    private static final BatchHandler DROP = (ring, first, last) -> {};

    private final Graph graph;
    private final EventTape tape;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Function<Subgraph, Plan> plans;
    private final Map<GraphNode, long[]> runCounts = new IdentityHashMap<>();
    private final OutboundPublisher publisher;
    private Answer expected;

    /**
     * @param graph to run.
     * @param tape at least one event behind the definitions.
     */
    public GraphBench(Graph graph, EventTape tape) {
        this(graph, tape, new SharedPlans());
    }

    /**
     * @param graph to run.
     * @param tape at least one event behind the definitions.
     * @param plans gives the same plan whenever it is asked for a subgraph.
     */
    public GraphBench(Graph graph, EventTape tape, SharedPlans plans) {
        this.plans = plans;
        this.graph = graph;
        this.tape = tape;
        publisher = publisher(graph);
    }

    private static OutboundPublisher publisher(Graph graph) {
        EventRing ring = OutboundPublisher.ring(graph, OUTBOUND_SLOTS);
        return new OutboundPublisher(graph, ring, new Drain(ring.addConsumer()), () -> false);
    }

    /** Empties the ring in place of its consumer's thread, whenever it is full. */
    private record Drain(RingConsumer consumer) implements IdleStrategy {
        @Override
        public void idle(int workCount) {
            idle();
        }

        @Override
        public void idle() {
            consumer.poll(DROP, Integer.MAX_VALUE);
        }

        @Override
        public void reset() {
            NoOpIdleStrategy.INSTANCE.reset();
        }
    }

    /**
     * What came out of a round.
     *
     * @param outputsHash of all outputs.
     * @param stateHash of the state at the end.
     * @param outputCount the number of outputs.
     */
    public record Answer(long outputsHash, long stateHash, long outputCount) {}

    /**
     * What a round cost, but for its definitions of symbols.
     *
     * @param eventCount events measured.
     * @param elapsedNs on the clock.
     * @param cpuNs of the CPU, user and system.
     * @param allocatedBytes by this thread.
     */
    public record Round(long eventCount, long elapsedNs, long cpuNs, long allocatedBytes) {
        /** {@return nanoseconds of an event on the clock} */
        public double nsPerEvent() {
            return (double) elapsedNs / eventCount;
        }

        /** {@return nanoseconds of the CPU for an event} */
        public double cpuNsPerEvent() {
            return (double) cpuNs / eventCount;
        }
    }

    /**
     * Runs the interpreter over the tape.
     *
     * @return what every round must come to.
     */
    public Answer interpret() {
        InterpreterListener counter = new InterpreterListener() {
            @Override
            public void onNode(GraphNode node, Verdict verdict, State state) {
                if (verdict == Verdict.RUNS) {
                    runCounts.computeIfAbsent(node, each -> new long[1])[0]++;
                }
            }
        };
        GraphProcessor processor = processor(subgraph -> new Interpreter(subgraph, counter), OutputHandler.NONE);
        long sequence = 0;
        for (EventTape.Reel reel : tape.reels()) {
            sequence = play(processor, reel, sequence);
        }
        expected = answer(processor);
        return expected;
    }

    /**
     * {@return in how many cycles of the tape a node ran}
     *
     * @param node of the graph; once it has been interpreted.
     */
    public long runCount(GraphNode node) {
        long[] count = runCounts.get(node);
        return count == null ? 0 : count[0];
    }

    /**
     * Runs rounds until the JIT has next to nothing left to do.
     *
     * @param windowNs for how long it must have had next to nothing to do.
     * @param mostNs time after which it ends in any case.
     * @return whether it has settled.
     */
    public boolean warmUp(long windowNs, long mostNs) {
        return JitSettling.await(windowNs, mostNs, () -> {}, this::round);
    }

    /** {@return faults for the same plans, put out as everything else is} */
    FaultDrill drill() {
        return new FaultDrill(graph, plans, () -> publisher(graph));
    }

    /**
     * Runs the tape once and checks the answer.
     *
     * @return what it cost.
     * @throws IllegalStateException when the answer is not the interpreter's, once that is known.
     */
    public Round round() {
        GraphProcessor processor = compiled();
        long sequence = 0;
        long eventCount = 0;
        long elapsedNs = 0;
        long cpuNs = 0;
        long allocatedBytes = 0;
        for (EventTape.Reel reel : tape.reels()) {
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            long cpuBeforeNs = threads.getCurrentThreadCpuTime();
            long startNs = System.nanoTime();
            sequence = play(processor, reel, sequence);
            long endNs = System.nanoTime();
            if (!reel.isDefinition()) {
                elapsedNs += endNs - startNs;
                cpuNs += threads.getCurrentThreadCpuTime() - cpuBeforeNs;
                allocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
                eventCount += reel.offsets().length;
            }
        }
        requireExpected(answer(processor));
        return new Round(eventCount, elapsedNs, cpuNs, allocatedBytes);
    }

    /**
     * Runs the tape once, reading the clock around each event, and checks the answer.
     *
     * @param timesNs takes the time of each event, one reading of the clock included.
     * @throws IllegalStateException when the answer is not the interpreter's, once that is known.
     */
    public void timedRound(Histogram timesNs) {
        GraphProcessor processor = compiled();
        long sequence = 0;
        for (EventTape.Reel reel : tape.reels()) {
            sequence = reel.isDefinition()
                    ? play(processor, reel, sequence)
                    : playTimed(processor, reel, sequence, timesNs);
        }
        requireExpected(answer(processor));
    }

    /** {@return a histogram for {@link #timedRound}} */
    public static Histogram histogram() {
        return new Histogram(TIME_NS_MAX, 3);
    }

    /** Its name is what tells the samples of this from others: see {@link NodeProfile}. */
    static long play(GraphProcessor processor, EventTape.Reel reel, long before) {
        long sequence = before;
        for (int offset : reel.offsets()) {
            processor.onEvent(++sequence, reel.buffer(), offset);
        }
        return sequence;
    }

    private static long playTimed(GraphProcessor processor, EventTape.Reel reel, long before, Histogram timesNs) {
        long sequence = before;
        for (int offset : reel.offsets()) {
            long startNs = System.nanoTime();
            processor.onEvent(++sequence, reel.buffer(), offset);
            timesNs.recordValue(Math.min(System.nanoTime() - startNs, TIME_NS_MAX));
        }
        return sequence;
    }

    private GraphProcessor compiled() {
        return processor(plans, publisher);
    }

    private GraphProcessor processor(Function<Subgraph, Plan> plansOf, OutputHandler outputs) {
        return new GraphProcessor(graph, plansOf, outputs);
    }

    private static Answer answer(GraphProcessor processor) {
        long stateHash = processor.stateHash(new long[processor.nodeDigestCountMax()]);
        return new Answer(processor.outputsHash(), stateHash, processor.outputCount());
    }

    private void requireExpected(Answer answer) {
        if (expected != null && !answer.equals(expected)) {
            throw new IllegalStateException(
                    "the compiled graph came to " + answer + ", the interpreter to " + expected);
        }
    }
}
