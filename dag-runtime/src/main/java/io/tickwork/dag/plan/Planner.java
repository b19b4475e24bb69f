// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

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
     * Nodes per generated method. HotSpot refuses to compile methods above 8,000 bytes and stops inlining into methods
     * that have grown large; methods of 32 to 64 nodes were measured to cost the same per node as a single small one.
     */
    static final int NODES_PER_METHOD = 40;

    /** Published outputs per generated method; each costs few bytes. */
    static final int OUTPUTS_PER_METHOD = 200;

    private final Graph graph;

    Planner(Graph graph) {
        this.graph = graph;
    }

    /**
     * The nodes of one kind of cycle.
     *
     * @param kind of cycle.
     * @param segments in the order in which they run.
     * @param emissions in the order in which outputs leave.
     */
    record CyclePlan(CycleKind kind, List<Segment> segments, List<Emission> emissions) {}

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
     *     segment asks: a node of a later segment or the end of the cycle.
     */
    record PlannedNode(GraphNode node, Set<Integer> marked) {}

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
        BitSet published = new BitSet();
        List<Emission> emissions = new ArrayList<>();
        for (PublishedOutput output : graph.outputs()) {
            if (triggers[output.node()] != 0) {
                published.set(output.slot().index());
                emissions.add(new Emission(output, triggers[output.node()]));
            }
        }
        List<Segment> planned = new ArrayList<>();
        for (List<GraphNode> segment : segments) {
            planned.add(new Segment(triggers[segment.get(0).index()], planned(segment, triggers, published)));
        }
        return new CyclePlan(kind, List.copyOf(planned), List.copyOf(emissions));
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
        return source.kind() == kind.source() ? source.mask() : 0;
    }

    /** The nodes of the cycle in topological order, going on with the trigger set of the node before where possible. */
    private List<GraphNode> order(long[] triggers) {
        int count = triggers.length;
        int[] missing = new int[count];
        List<List<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readers.add(new ArrayList<>());
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (GraphNode node : graph.nodes()) {
            if (triggers[node.index()] != 0) {
                for (Edge edge : node.edges()) {
                    if (edge.node() >= 0 && triggers[edge.node()] != 0) {
                        readers.get(edge.node()).add(node.index());
                        missing[node.index()]++;
                    }
                }
                if (missing[node.index()] == 0) {
                    ready.add(node.index());
                }
            }
        }
        List<GraphNode> order = new ArrayList<>();
        long current = 0;
        while (!ready.isEmpty()) {
            int next = nextOf(ready, triggers, current);
            ready.remove(next);
            current = triggers[next];
            order.add(graph.nodes().get(next));
            for (int reader : readers.get(next)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        return order;
    }

    private static int nextOf(PriorityQueue<Integer> ready, long[] triggers, long current) {
        int best = -1;
        for (int candidate : ready) {
            if (triggers[candidate] == current && (best < 0 || candidate < best)) {
                best = candidate;
            }
        }
        return best < 0 ? ready.element() : best;
    }

    private static List<List<GraphNode>> segments(List<GraphNode> order, long[] triggers) {
        List<List<GraphNode>> segments = new ArrayList<>();
        List<GraphNode> segment = List.of();
        for (GraphNode node : order) {
            boolean fits = !segment.isEmpty()
                    && segment.size() < NODES_PER_METHOD
                    && triggers[segment.get(0).index()] == triggers[node.index()];
            if (!fits) {
                segment = new ArrayList<>();
                segments.add(segment);
            }
            segment.add(node);
        }
        return segments;
    }

    private List<PlannedNode> planned(List<GraphNode> segment, long[] triggers, BitSet published) {
        Set<Integer> inSegment = new HashSet<>();
        segment.forEach(node -> inSegment.add(node.index()));
        BitSet askedFor = (BitSet) published.clone();
        for (GraphNode reader : graph.nodes()) {
            if (triggers[reader.index()] != 0 && !inSegment.contains(reader.index())) {
                reader.edges().stream()
                        .filter(edge -> edge.triggers() && edge.node() >= 0)
                        .forEach(edge -> askedFor.set(edge.output()));
            }
        }
        List<PlannedNode> planned = new ArrayList<>();
        for (GraphNode node : segment) {
            Set<Integer> marked = new HashSet<>();
            for (OutputSlot output : node.slots().outputs()) {
                if (askedFor.get(output.index())) {
                    marked.add(output.index());
                }
            }
            planned.add(new PlannedNode(node, Set.copyOf(marked)));
        }
        return planned;
    }
}
