// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Gives sources, outputs and state variables their slots and makes the nodes. */
final class GraphLayout {
    /** The most slots one symbol may have: a gigabyte. */
    static final long SLOT_COUNT_MAX = 1L << 27;

    private final List<Resolver.Resolved> resolved;
    private final List<Integer> order;

    GraphLayout(List<Resolver.Resolved> resolved, List<Integer> order) {
        this.resolved = resolved;
        this.order = order;
    }

    Graph lay(List<String> warnings) {
        SlotAllocator measured = new SlotAllocator();
        lay(measured, List.of());
        if (measured.slotCount() > SLOT_COUNT_MAX) {
            throw new GraphException(List.of(new GraphError(
                    Rule.LIMIT,
                    "",
                    resolved.get(0).definition().location(),
                    "the state of one symbol may be at most " + SLOT_COUNT_MAX + " numbers, this graph needs "
                            + measured.slotCount() + "; shorten its windows")));
        }
        return lay(new SlotAllocator(measured), warnings);
    }

    private Graph lay(SlotAllocator slots, List<String> warnings) {
        List<Source> sources = sources(slots);
        GraphNode[] nodes = new GraphNode[resolved.size()];
        for (int index : order) {
            nodes[index] = node(index, nodes, sources, slots);
        }
        return new Graph(
                List.of(nodes),
                List.copyOf(order),
                sources,
                published(nodes),
                slots.doubleCount(),
                slots.longCount(),
                slots.outputCount(),
                List.copyOf(warnings));
    }

    private record SourceKey(SourceKind kind, long timeframeNs) {}

    private List<Source> sources(SlotAllocator slots) {
        TreeSet<SourceKey> keys =
                new TreeSet<>(Comparator.comparing(SourceKey::kind).thenComparing(SourceKey::timeframeNs));
        for (Resolver.Resolved node : resolved) {
            for (Resolver.Link link : node.links()) {
                if (link.node() < 0) {
                    keys.add(new SourceKey(
                            link.reference().source(), link.reference().timeframeNs()));
                }
            }
        }
        if (keys.size() > Source.COUNT_MAX) {
            throw new GraphException(List.of(new GraphError(
                    Rule.LIMIT,
                    "",
                    resolved.get(0).definition().location(),
                    "a graph may read at most " + Source.COUNT_MAX + " sources and timeframes, this one reads "
                            + keys.size())));
        }
        List<Source> sources = new ArrayList<>();
        for (SourceKey key : keys) {
            InputKind kind = key.kind().inputKind();
            sources.add(new Source(
                    key.kind(),
                    key.timeframeNs(),
                    sources.size(),
                    slots.output(),
                    slots.doubleScalars(InputSlot.doubleSlots(kind)),
                    slots.longScalars(InputSlot.longSlots(kind)),
                    key.kind() != SourceKind.CANDLE
                            ? null
                            : new Source.OpenBar(
                                    slots.doubleScalars(Source.OpenBar.DOUBLE_SLOTS),
                                    slots.longScalars(Source.OpenBar.LONG_SLOTS))));
        }
        return List.copyOf(sources);
    }

    private GraphNode node(int index, GraphNode[] nodes, List<Source> sources, SlotAllocator slots) {
        Resolver.Resolved each = resolved.get(index);
        List<Edge> edges = new ArrayList<>();
        Map<String, List<InputSlot>> inputs = new LinkedHashMap<>();
        for (Resolver.Link link : each.links()) {
            InputSlot slot;
            Source source = null;
            if (link.node() < 0) {
                source = source(sources, link.reference());
                slot = sourceSlot(source, link);
            } else {
                OutputSlot output = nodes[link.node()].slots().outputs().get(link.place());
                slot = new InputSlot(link.spec().kind(), output.doubleSlot(), output.longSlot(), output.index());
            }
            edges.add(new Edge(link.spec().name(), link.text(), link.role(), source, link.node(), slot.output()));
            inputs.computeIfAbsent(link.spec().name(), name -> new ArrayList<>())
                    .add(slot);
        }
        SlotWiring wiring = new SlotWiring(each.type(), each.parameters(), inputs, slots);
        Node node = each.type().create(wiring);
        return new GraphNode(
                index,
                each.definition().id(),
                each.type(),
                each.parameters(),
                List.copyOf(edges),
                EmitPolicy.parse(each.definition().emit()),
                node,
                wiring.slots(),
                each.definition().location());
    }

    private static Source source(List<Source> sources, Reference reference) {
        return sources.stream()
                .filter(source ->
                        source.kind() == reference.source() && source.timeframeNs() == reference.timeframeNs())
                .findFirst()
                .orElseThrow();
    }

    private static InputSlot sourceSlot(Source source, Resolver.Link link) {
        int offset = Math.max(link.place(), 0);
        boolean whole = link.place() < 0;
        boolean isDouble = link.spec().kind() == InputKind.DOUBLE;
        return new InputSlot(
                link.spec().kind(),
                source.doubleSlot() + (whole || isDouble ? offset : 0),
                source.longSlot() + (whole || !isDouble ? offset : 0),
                source.output());
    }

    private List<PublishedOutput> published(GraphNode[] nodes) {
        List<PublishedOutput> published = new ArrayList<>();
        Arrays.stream(nodes).forEach(node -> {
            Publish publish = resolved.get(node.index()).definition().publish();
            boolean single = node.slots().outputs().size() == 1;
            for (OutputSlot slot : node.slots().outputs()) {
                boolean isPublished = publish.all()
                        || publish.outputs().contains(slot.spec().name())
                        || slot.spec().kind() == ValueKind.SIGNAL;
                if (isPublished) {
                    String name =
                            single ? node.id() : node.id() + "." + slot.spec().name();
                    published.add(new PublishedOutput(published.size(), name, node.index(), slot));
                }
            }
        });
        return List.copyOf(published);
    }
}
