// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.EmitPolicy;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.Emission;
import io.tickwork.dag.plan.Planner.PlannedNode;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The plan of one kind of cycle as pseudo-code: what runs, when, in which order, and why each node stands where it
 * does. It is read off the same plan that is compiled.
 */
public final class PlanText {
    private final Subgraph graph;
    private final CyclePlan plan;
    private final StringBuilder text = new StringBuilder();
    /** By node, its place in the cycle, counted from 1. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private PlanText(Subgraph graph, CyclePlan plan) {
        this.graph = graph;
        this.plan = plan;
        for (Segment segment : plan.segments()) {
            segment.nodes().forEach(each -> places.put(each.node().index(), places.size() + 1));
        }
    }

    /**
     * The plan of a kind of cycle.
     *
     * @param graph of the area that has such cycles.
     * @param kind of cycle.
     * @return lines of text, each with a line feed.
     */
    public static String of(Subgraph graph, CycleKind kind) {
        return new PlanText(graph, new Planner(graph).plan(kind)).write();
    }

    private String write() {
        int all = graph.nodes().size();
        int methods = plan.segments().size();
        line("%s: %d of %d nodes, methods: %d", plan.kind().methodName(), places.size(), all, methods);
        PlannedNode before = null;
        for (int i = 0; i < plan.segments().size(); i++) {
            Segment segment = plan.segments().get(i);
            line("");
            line("  %s:  // method %d", condition(segment), i + 1);
            for (PlannedNode planned : segment.nodes()) {
                node(planned, segment, before, i);
                before = planned;
            }
        }
        if (!plan.emissions().isEmpty()) {
            line("");
            line("  put out, in the order of declaration:");
            for (Emission emission : plan.emissions()) {
                line("    %s, if it was produced", emission.output().name());
            }
        }
        return text.toString();
    }

    private String condition(Segment segment) {
        return (segment.triggers() & plan.certain()) != 0
                ? "always, since " + sources(segment.triggers() & plan.certain()) + " is what happens"
                : "if " + sources(segment.triggers()) + " happened";
    }

    private String sources(long triggers) {
        return graph.sources().stream()
                .filter(source -> plan.kind().isTriggeredBy(source) && (source.mask() & triggers) != 0)
                .map(Source::label)
                .collect(Collectors.joining(" or "));
    }

    private void node(PlannedNode planned, Segment segment, PlannedNode before, int segmentIndex) {
        GraphNode node = planned.node();
        line("");
        line("    %d. %s", places.get(node.index()), call(node));
        line("       runs if %s", triggers(node));
        Set<String> required = new LinkedHashSet<>();
        for (Edge edge : node.edges()) {
            if (edge.required()) {
                required.add(name(edge));
            }
        }
        if (!required.isEmpty()) {
            line("       needs valid %s", String.join(", ", required));
        }
        if (node.emit().onChange()) {
            line("       goes on only if it changed%s", cutoff(node.emit()));
        }
        line("       stands here %s", reason(node, before, segment, segmentIndex));
    }

    private static String cutoff(EmitPolicy emit) {
        return emit.epsilon() == 0 ? "" : " by more than " + emit.epsilon();
    }

    private String call(GraphNode node) {
        List<String> arguments = new ArrayList<>();
        for (Edge edge : node.edges()) {
            String role = edge.triggers() ? "" : "sampled ";
            arguments.add(role + (edge.required() ? "" : "optional ") + name(edge));
        }
        return String.join(" = ", node.ids()) + " = " + node.type().name() + "(" + String.join(", ", arguments) + ")";
    }

    private String name(Edge edge) {
        if (edge.source() != null) {
            return edge.source().label();
        }
        GraphNode read = graph.nodes().get(edge.node());
        List<OutputSlot> outputs = read.slots().outputs();
        return outputs.size() == 1
                ? read.id()
                : outputs.stream()
                        .filter(output -> output.index() == edge.output())
                        .map(output -> read.id() + "." + output.spec().name())
                        .findFirst()
                        .orElse(read.id());
    }

    private String triggers(GraphNode node) {
        Set<String> names = new LinkedHashSet<>();
        for (Edge edge : node.edges()) {
            if (edge.triggers() && edge.source() != null && plan.kind().isAlwaysTriggeredBy(edge.source())) {
                return edge.source().label() + " happened, as in every such cycle";
            }
            boolean isOfCycle = edge.source() == null
                    ? places.containsKey(edge.node())
                    : plan.kind().isTriggeredBy(edge.source());
            if (edge.triggers() && isOfCycle) {
                names.add(name(edge));
            }
        }
        return String.join(" or ", names)
                + (names.size() == 1 ? " was produced" : " was produced, once for all of them");
    }

    /**
     * What the planner goes by: what a node reads, then the triggers it shares with the one before, then the distance
     * from what it reads, then declaration.
     */
    private String reason(GraphNode node, PlannedNode before, Segment segment, int segmentIndex) {
        List<Integer> read = node.edges().stream()
                .map(Edge::node)
                .filter(places::containsKey)
                .distinct()
                .sorted((left, right) -> places.get(left) - places.get(right))
                .toList();
        List<String> reasons = new ArrayList<>();
        if (!read.isEmpty()) {
            reasons.add("behind "
                    + read.stream()
                            .map(index -> graph.nodes().get(index).id() + " (" + places.get(index) + ")")
                            .collect(Collectors.joining(", "))
                    + ", which it reads");
        }
        boolean followsLast = !read.isEmpty() && places.get(read.get(read.size() - 1)) == places.get(node.index()) - 1;
        if (before == null) {
            reasons.add("first of what waits for nothing, in the order of declaration");
        } else if (!followsLast) {
            boolean isFirst = segment.nodes().get(0).node() == node;
            boolean goesOn = !isFirst || plan.segments().get(segmentIndex - 1).triggers() == segment.triggers();
            reasons.add(
                    goesOn
                            ? "next to nodes of the same triggers, which share a test; what stands away from what it reads goes first, in the"
                                    + " order of declaration"
                            : "where the nodes with the triggers before have come to an end");
        }
        return String.join("; ", reasons);
    }

    private void line(String format, Object... values) {
        text.append(String.format(format, values)).append('\n');
    }
}
