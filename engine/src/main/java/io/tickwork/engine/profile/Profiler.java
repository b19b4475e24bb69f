// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.profile.GraphProfile.NodeProfile;
import io.tickwork.engine.replay.ReplayObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Finds out what each node did over the events of a replay, how often, and how long it took. Nothing is measured in
 * what is replayed: beside it the events are run three more times, block by block, from the same state.
 *
 * <ul>
 *   <li>Compiled as always: how long an event takes.
 *   <li>Compiled with a {@link TimedNode} around each node: how long its runs take, and how much dearer an event
 *       becomes by asking.
 *   <li>Interpreted: what happened, exactly.
 * </ul>
 *
 * <p>All three must put out the same. Before the first block is measured it is run for a while over and over, each time
 * from the same state, so that what is timed is code that the JIT has compiled.
 *
 * <p>Threading: that of the replay. Allocates; takes tens of times what the replay takes, most of it the interpreter.
 */
public final class Profiler implements ReplayObserver {
    private static final int BLOCK_EVENTS = 16_384;
    private static final long WARM_UP_NS = 1_000_000_000L;
    private static final int CALIBRATION_RUNS = 2_000_000;

    private final long warmUpNs;
    private final Map<Subgraph, Plan> plainPlans = new HashMap<>();
    private final Map<Subgraph, Plan> timedPlans = new HashMap<>();
    private final Map<Subgraph, NodeTimer[]> timers = new HashMap<>();
    private final Map<Subgraph, CountingListener> listeners = new LinkedHashMap<>();
    private final EventBlock block = new EventBlock();

    private Graph graph;
    private GraphProcessor plain;
    private GraphProcessor timed;
    private GraphProcessor counted;
    private byte[] firstState;
    private boolean isWarm;
    private long events;
    private long plainNs;
    private long timedNs;

    /** Makes one for one replay. */
    public Profiler() {
        this(WARM_UP_NS);
    }

    /** @param warmUpNs how long the first events are run, of the processor, before anything is timed. */
    Profiler(long warmUpNs) {
        this.warmUpNs = warmUpNs;
    }

    @Override
    public void onBegin(Graph of, GraphProcessor processor) {
        graph = of;
        ByteArrayOutputStream image = new ByteArrayOutputStream((int) processor.imageLength());
        try {
            processor.saveImage(Channels.newChannel(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
        firstState = image.toByteArray();
        plain = processor(this::plainPlan);
        timed = processor(this::timedPlan);
        counted = processor(this::countedPlan);
    }

    /** {@return what stands where the replay stood when it began} */
    private GraphProcessor processor(Function<Subgraph, Plan> plans) {
        GraphProcessor processor = new GraphProcessor(graph, plans, OutputHandler.NONE);
        try {
            processor.loadImage(Channels.newChannel(new ByteArrayInputStream(firstState)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
        return processor;
    }

    private Plan plainPlan(Subgraph subgraph) {
        return plainPlans.computeIfAbsent(subgraph, PlanCompiler::compile);
    }

    private Plan timedPlan(Subgraph subgraph) {
        return timedPlans.computeIfAbsent(subgraph, this::compileTimed);
    }

    private Plan compileTimed(Subgraph subgraph) {
        List<GraphNode> nodes = new ArrayList<>();
        NodeTimer[] timersOfNodes = new NodeTimer[subgraph.nodes().size()];
        for (GraphNode node : subgraph.nodes()) {
            NodeTimer timer = new NodeTimer(node.index());
            timersOfNodes[node.index()] = timer;
            nodes.add(node.with(new TimedNode(node.node(), timer)));
        }
        timers.put(subgraph, timersOfNodes);
        return PlanCompiler.compile(subgraph.with(nodes));
    }

    private Plan countedPlan(Subgraph subgraph) {
        CountingListener listener = new CountingListener(subgraph);
        listeners.put(subgraph, listener);
        return new Interpreter(subgraph, listener);
    }

    @Override
    public void onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        block.add(sequence, buffer, offset, length);
        if (block.size() == BLOCK_EVENTS) {
            runBlock();
        }
    }

    private void runBlock() {
        if (block.size() == 0) {
            return;
        }
        if (!isWarm) {
            warmUp();
            isWarm = true;
        }
        events += block.size();
        plainNs += block.runThrough(plain);
        timedNs += block.runThrough(timed);
        block.runThrough(counted);
        block.clear();
        if (plain.outputsHash() != timed.outputsHash() || plain.outputsHash() != counted.outputsHash()) {
            throw new IllegalStateException("compiled, timed and interpreted, the graph puts out something else");
        }
    }

    private void warmUp() {
        long spentNs = 0;
        while (spentNs < warmUpNs) {
            spentNs += block.runThrough(processor(this::plainPlan));
            spentNs += block.runThrough(processor(this::timedPlan));
        }
        timers.values().forEach(timersOfNodes -> {
            for (NodeTimer timer : timersOfNodes) {
                timer.clear();
            }
        });
    }

    /** {@return the graph that was replayed, null when no event was} */
    public Graph graph() {
        return graph;
    }

    /** {@return what has been found; runs what is left of the events} */
    public GraphProfile profile() {
        if (graph == null) {
            return new GraphProfile(0, 0, 0, 0, List.of());
        }
        runBlock();
        double clockNs = clockNs();
        List<NodeProfile> nodes = new ArrayList<>();
        for (GraphNode node : graph.template().nodes()) {
            nodes.add(node(graph.template(), node, clockNs));
        }
        for (GraphNode node : graph.groups().nodes()) {
            nodes.add(node(graph.groups(), node, clockNs));
        }
        return new GraphProfile(events, perEvent(plainNs), perEvent(timedNs), clockNs, List.copyOf(nodes));
    }

    private double perEvent(long elapsedNs) {
        return events == 0 ? 0 : (double) elapsedNs / events;
    }

    /** Joins what a node did in all subgraphs of its area: symbols that differ have one of their own. */
    private NodeProfile node(Subgraph area, GraphNode node, double clockNs) {
        NodeCounts counts = new NodeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Histogram times = null;
        for (Map.Entry<Subgraph, CountingListener> each : listeners.entrySet()) {
            Subgraph subgraph = each.getKey();
            GraphNode same = subgraph.area() == area.area() ? subgraph.node(node.id()) : null;
            if (same != null) {
                counts = counts.plus(each.getValue().counts(same.index()));
                Histogram own = timers.get(subgraph)[same.index()].times();
                if (times == null) {
                    times = own.copy();
                } else {
                    times.add(own);
                }
            }
        }
        if (times == null) {
            times = new NodeTimer(0).times();
        }
        return new NodeProfile(
                area.area(),
                node.id(),
                node.type().name(),
                counts,
                times.getTotalCount(),
                without(clockNs, NodeTimer.meanNs(times)),
                without(clockNs, times.getValueAtPercentile(50)),
                without(clockNs, times.getValueAtPercentile(99)),
                without(clockNs, times.getMaxValue()));
    }

    private static double without(double clockNs, double ns) {
        return Math.max(0, ns - clockNs);
    }

    /** Times a node that does nothing, as the others were timed. */
    private static double clockNs() {
        NodeTimer timer = new NodeTimer(0);
        Node nothing = new TimedNode(state -> Node.UNCHANGED, timer);
        State none = null; // which it does not look at
        for (int i = 0; i < CALIBRATION_RUNS; i++) {
            nothing.compute(none);
            if (i == CALIBRATION_RUNS / 2) {
                timer.clear(); // by now it has been compiled
            }
        }
        return NodeTimer.meanNs(timer.times());
    }
}
