// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what runs in each kind of cycle and in which order.
 *
 * <p>A node belongs to a kind of cycle when a source of that kind reaches it along triggering inputs. Its <i>trigger
 * set</i> is all the sources of the kind that do. Nodes of one trigger set are put next to each other as far as the
 * order allows, so that one test passes over all of them, and a run of such nodes is cut into methods small enough for
 * the JIT to compile well with everything inlined.
 */
final class Planner {
    /**
     * The most bytecode that may come together in a generated method when HotSpot has inlined all it can, as estimated
     * by {@link #inlinedSize}: its limit is 8,000, and what it cannot inline costs several times as much.
     */
    static final int INLINED_SIZE_MAX = 7_000;

    /** The most bytecode of a generated method itself, as estimated by {@link #bytesMax}: HotSpot's 8,000 with room. */
    static final int BYTES_PER_METHOD = 7_000;

    /** Published outputs per generated method, at 56 bytes the longest. */
    static final int OUTPUTS_PER_METHOD = 128;

    /** Segments called by one generated method, at 15 bytes each. */
    static final int SEGMENTS_PER_METHOD = 400;

    /**
     * How many nodes stand between a node and what it reads, where there are as many that do not wait for it. A
     * processor works on a few hundred instructions at a time, which are about as many nodes; were each of them to read
     * what the one before it computes, it would wait most of the time.
     */
    private static final int DISTANCE = 8;

    /** The trigger set of a node that does not run in the kind of cycle. */
    private static final long NOT_IN_CYCLE = 0;

    private final Subgraph graph;
    private final InlinedSize inlinedSizes = new InlinedSize();

    Planner(Subgraph graph) {
        this.graph = graph;
    }

    /**
     * The nodes of one kind of cycle.
     *
     * @param kind of cycle.
     * @param certain the masks of the sources that trigger every such cycle.
     * @param segments in the order in which they run.
     * @param emissions in the order in which outputs leave.
     */
    record CyclePlan(CycleKind kind, long certain, List<Segment> segments, List<Emission> emissions) {}

    /**
     * Nodes of one trigger set that stand together and share a method.
     *
     * @param triggers the masks of the sources that reach them.
     * @param nodes in the order in which they run.
     */
    record Segment(long triggers, List<PlannedNode> nodes) {}

    /**
     * A node in its place.
     *
     * @param node of the graph.
     * @param marked the outputs that must leave a mark in the state when produced, because something outside of this
     *     segment asks: a node of a later segment, the end of the cycle, another subgraph, or a node itself.
     * @param published those of them that leave the graph.
     */
    record PlannedNode(GraphNode node, Set<Integer> marked, Set<Integer> published) {}

    /**
     * An output that may leave in this kind of cycle.
     *
     * @param output what leaves.
     * @param triggers the trigger set of its node.
     */
    record Emission(PublishedOutput output, long triggers) {}

    CyclePlan plan(CycleKind kind) {
        long[] triggers = triggerSets(kind);
        List<List<GraphNode>> segments = segments(order(triggers), triggers);
        BitSet marked = askedAcross(segments);
        marked.or(graph.exported());
        graph.nodes().forEach(node -> node.slots().questions().forEach(marked::set));
        BitSet published = new BitSet();
        List<Emission> emissions = new ArrayList<>();
        for (PublishedOutput output : graph.outputs()) {
            if (triggers[output.node()] != NOT_IN_CYCLE) {
                published.set(output.slot().index());
                emissions.add(new Emission(output, triggers[output.node()]));
            }
        }
        marked.or(published);
        List<Segment> planned = new ArrayList<>();
        for (List<GraphNode> segment : segments) {
            List<PlannedNode> nodes = segment.stream()
                    .map(node -> planned(node, marked, published))
                    .toList();
            planned.add(new Segment(triggers[segment.get(0).index()], nodes));
        }
        return new CyclePlan(kind, certain(kind), List.copyOf(planned), List.copyOf(emissions));
    }

    private long certain(CycleKind kind) {
        long certain = 0;
        for (Source source : graph.sources()) {
            certain |= kind.isAlwaysTriggeredBy(source) ? source.mask() : 0;
        }
        return certain;
    }

    /** By node, the sources of the kind that reach it along triggering inputs. */
    private long[] triggerSets(CycleKind kind) {
        long[] triggers = new long[graph.nodes().size()];
        for (int index : graph.order()) {
            for (Edge edge : graph.nodes().get(index).edges()) {
                if (edge.triggers()) {
                    triggers[index] |= triggers(edge, kind, triggers);
                }
            }
        }
        return triggers;
    }

    private static long triggers(Edge edge, CycleKind kind, long[] triggers) {
        Source source = edge.source();
        if (source == null) {
            return triggers[edge.node()];
        }
        return kind.isTriggeredBy(source) ? source.mask() : NOT_IN_CYCLE;
    }

    /**
     * The nodes of the cycle in topological order, going on with the trigger set of the node before where possible, and
     * keeping {@link #DISTANCE} between a node and what it reads.
     *
     * <p>What does not run in this cycle still orders what does: when a node faults, whatever depends on it must not
     * have run yet, even if nothing but nodes of other cycles lies between them.
     */
    private List<GraphNode> order(long[] triggers) {
        int[] missing = new int[triggers.length];
        // By node, the first place that is far enough behind what it reads.
        int[] distantFrom = new int[triggers.length];
        List<List<Integer>> readers = new ArrayList<>();
        graph.nodes().forEach(node -> readers.add(new ArrayList<>()));
        Map<Long, Ready> ready = new HashMap<>();
        for (GraphNode node : graph.nodes()) {
            for (Edge edge : node.edges()) {
                if (edge.node() >= 0) {
                    readers.get(edge.node()).add(node.index());
                    missing[node.index()]++;
                }
            }
            if (missing[node.index()] == 0) {
                add(ready, triggers[node.index()], node.index(), 0);
            }
        }
        List<GraphNode> order = new ArrayList<>();
        long current = NOT_IN_CYCLE;
        while (!ready.isEmpty()) {
            int next = next(ready, current, order.size());
            int ofReaders = distantFrom[next];
            if (triggers[next] != NOT_IN_CYCLE) {
                current = triggers[next];
                order.add(graph.nodes().get(next));
                ofReaders = order.size() + DISTANCE;
            }
            for (int reader : readers.get(next)) {
                distantFrom[reader] = Math.max(distantFrom[reader], ofReaders);
                if (--missing[reader] == 0) {
                    add(ready, triggers[reader], reader, distantFrom[reader]);
                }
            }
        }
        return order;
    }

    private static void add(Map<Long, Ready> ready, long triggers, int node, int distantFrom) {
        ready.computeIfAbsent(triggers, set -> new Ready()).add(node, distantFrom);
    }

    /**
     * Takes what the cycle passes over first, then what has the current trigger set, then what stands far enough behind
     * what it reads, then what was declared first.
     */
    private static int next(Map<Long, Ready> ready, long current, int place) {
        long set = current;
        if (ready.containsKey(NOT_IN_CYCLE)) {
            set = NOT_IN_CYCLE;
        } else if (!ready.containsKey(current)) {
            set = Collections.min(
                            ready.entrySet(),
                            Comparator.comparing(each -> each.getValue().peek(place)))
                    .getKey();
        }
        Ready nodes = ready.get(set);
        int next = nodes.remove(place);
        if (nodes.isEmpty()) {
            ready.remove(set);
        }
        return next;
    }

    /** Nodes of one trigger set of which all that they read stands. */
    private static final class Ready {
        /** Those that stand far enough behind what they read, the first declared first. */
        private final PriorityQueue<Integer> distant = new PriorityQueue<>();
        /** The others, first those that will soonest. */
        private final PriorityQueue<Near> near =
                new PriorityQueue<>(Comparator.comparing(Near::distantFrom).thenComparing(Near::node));

        private record Near(int node, int distantFrom) {}

        void add(int node, int distantFrom) {
            near.add(new Near(node, distantFrom));
        }

        boolean isEmpty() {
            return distant.isEmpty() && near.isEmpty();
        }

        int peek(int place) {
            while (!near.isEmpty() && near.element().distantFrom() <= place) {
                distant.add(near.remove().node());
            }
            return distant.isEmpty() ? near.element().node() : distant.element();
        }

        int remove(int place) {
            peek(place);
            return distant.isEmpty() ? near.remove().node() : distant.remove();
        }
    }

    private List<List<GraphNode>> segments(List<GraphNode> order, long[] triggers) {
        List<List<GraphNode>> segments = new ArrayList<>();
        List<GraphNode> segment = List.of();
        int bytes = 0;
        int inlined = 0;
        for (GraphNode node : order) {
            bytes += bytesMax(node);
            inlined += inlinedSize(node);
            boolean fits = !segment.isEmpty()
                    && bytes <= BYTES_PER_METHOD
                    && inlined <= INLINED_SIZE_MAX
                    && triggers[segment.get(0).index()] == triggers[node.index()];
            if (!fits) {
                segment = new ArrayList<>();
                segments.add(segment);
                bytes = bytesMax(node);
                inlined = inlinedSize(node);
            }
            segment.add(node);
        }
        return segments;
    }

    /**
     * What a node may take in its method: its call and handler, two tests per input, and per output the settling, twice
     * inline and a few times in the code for what is amiss.
     */
    private static int bytesMax(GraphNode node) {
        int outputs = node.slots().outputs().size();
        int settlings = outputs <= SteadyWriter.INLINED_OUTPUTS_MAX ? outputs + 1 : 1;
        return 100 + 20 * node.edges().size() + (100 + 52 * settlings) * outputs;
    }

    /** What comes together for a node in the steady method: tests, its own code, and the reading of its outputs. */
    private int inlinedSize(GraphNode node) {
        return 40 + 8 * node.edges().size() + 50 * node.slots().outputs().size() + inlinedSizes.of(node.node());
    }

    /** The outputs that trigger a node of another segment. */
    private BitSet askedAcross(List<List<GraphNode>> segments) {
        int[] segmentOf = new int[graph.nodes().size()];
        for (int i = 0; i < segments.size(); i++) {
            for (GraphNode node : segments.get(i)) {
                segmentOf[node.index()] = i;
            }
        }
        BitSet asked = new BitSet();
        for (List<GraphNode> segment : segments) {
            for (GraphNode reader : segment) {
                for (Edge edge : reader.edges()) {
                    if (edge.triggers() && edge.node() >= 0 && segmentOf[edge.node()] != segmentOf[reader.index()]) {
                        asked.set(edge.output());
                    }
                }
            }
        }
        return asked;
    }

    private static PlannedNode planned(GraphNode node, BitSet marked, BitSet published) {
        return new PlannedNode(node, outputs(node, marked), outputs(node, published));
    }

    private static Set<Integer> outputs(GraphNode node, BitSet among) {
        return node.slots().outputs().stream()
                .map(OutputSlot::index)
                .filter(among::get)
                .collect(Collectors.toUnmodifiableSet());
    }
}
