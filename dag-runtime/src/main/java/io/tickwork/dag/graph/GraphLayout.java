// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.graph.Source.Foreign;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Gives the sources, outputs and state variables of a subgraph their slots and makes its nodes, one for all
 * declarations that say the same.
 */
final class GraphLayout {
    /** The most slots one instance may have: a gigabyte. */
    static final long SLOT_COUNT_MAX = 1L << 27;

    private final Area area;
    private final List<Resolver.Resolved> resolved;
    private final List<Integer> order;
    private final Demand demand;
    private final int firstOutput;

    /**
     * @param area of the subgraph.
     * @param resolved its declarations.
     * @param order of them, each behind what it reads.
     * @param demand what is asked of it from outside.
     * @param firstOutput the id of its first published output.
     */
    GraphLayout(Area area, List<Resolver.Resolved> resolved, List<Integer> order, Demand demand, int firstOutput) {
        this.area = area;
        this.resolved = resolved;
        this.order = order;
        this.demand = demand;
        this.firstOutput = firstOutput;
    }

    /**
     * What a subgraph must have beside what its own nodes ask for.
     *
     * @param feeds of all timeframes, by ascending length.
     * @param barFeeds knows the rest about them.
     * @param sources that other subgraphs read.
     * @param outputs that other subgraphs read.
     * @param resolvers gives the declarations of a symbol, for the length of its vectors.
     */
    record Demand(
            TreeMap<Long, FeedDefinition> feeds,
            BarFeeds barFeeds,
            List<Foreign> sources,
            List<Foreign> outputs,
            Function<String, Resolver> resolvers) {}

    Subgraph lay() {
        SlotAllocator measured = new SlotAllocator();
        lay(measured);
        if (measured.slotCount() > SLOT_COUNT_MAX) {
            throw new GraphException(List.of(new GraphError(
                    Rule.LIMIT,
                    "",
                    resolved.get(0).definition().location(),
                    "the state of one symbol may be at most " + SLOT_COUNT_MAX + " numbers, this graph needs "
                            + measured.slotCount() + "; shorten its windows")));
        }
        return lay(new SlotAllocator(measured));
    }

    private Subgraph lay(SlotAllocator slots) {
        List<Source> sources = sources(slots);
        List<Bars> bars = bars(sources, slots);
        int[] canonical = canonical();
        int[] indexOf = new int[resolved.size()];
        List<List<String>> ids = new ArrayList<>();
        Map<String, Integer> nodeOfId = new LinkedHashMap<>();
        int count = 0;
        for (int i = 0; i < resolved.size(); i++) {
            if (canonical[i] == i) {
                indexOf[i] = count++;
                ids.add(new ArrayList<>());
            }
        }
        for (int i = 0; i < resolved.size(); i++) {
            indexOf[i] = indexOf[canonical[i]];
            ids.get(indexOf[i]).add(resolved.get(i).definition().id());
            nodeOfId.put(resolved.get(i).definition().id(), indexOf[i]);
        }
        GraphNode[] nodes = new GraphNode[count];
        List<Integer> nodeOrder = new ArrayList<>();
        for (int declaration : order) {
            if (canonical[declaration] == declaration) {
                int index = indexOf[declaration];
                nodes[index] = node(declaration, index, ids.get(index), indexOf, nodes, sources, slots);
                nodeOrder.add(index);
            }
        }
        return new Subgraph(
                area,
                List.of(nodes),
                List.copyOf(nodeOrder),
                sources,
                bars,
                published(nodes, indexOf),
                resolved.stream().map(each -> each.definition().id()).toList(),
                Map.copyOf(nodeOfId),
                exported(nodes, nodeOfId),
                slots.doubleCount(),
                slots.longCount(),
                slots.outputCount());
    }

    /** By declaration, the first one that says the same: type, parameters, inputs and policies. */
    private int[] canonical() {
        int[] canonical = new int[resolved.size()];
        Map<List<Object>, Integer> first = new HashMap<>();
        for (int declaration : order) {
            Resolver.Resolved each = resolved.get(declaration);
            canonical[declaration] = declaration;
            // A mutable parameter may be changed for one id and not for the other.
            if (each.type().parameters().stream().noneMatch(ParameterSpec::mutable)) {
                List<Object> key = new ArrayList<>(List.of(
                        each.type().name(), each.parameters().asMap(), each.emit(), each.onFault(), each.reset()));
                for (Resolver.Link link : each.links()) {
                    Object read = link.node() < 0
                            ? link.reference()
                            : List.of(canonical[link.node()], link.reference().element());
                    key.add(List.of(link.spec().name(), link.role(), link.place(), read));
                }
                canonical[declaration] = first.computeIfAbsent(key, none -> declaration);
            }
        }
        return canonical;
    }

    private record SourceKey(SourceKind kind, long timeframeNs, Foreign foreign) {
        static final Comparator<SourceKey> ORDER = Comparator.comparing(SourceKey::kind)
                .thenComparing(SourceKey::timeframeNs)
                .thenComparing(key -> key.foreign() == null ? "" : key.foreign().toString());
    }

    private List<Source> sources(SlotAllocator slots) {
        TreeSet<SourceKey> keys = new TreeSet<>(SourceKey.ORDER);
        for (Resolver.Resolved node : resolved) {
            for (Resolver.Link link : node.links()) {
                if (link.node() < 0) {
                    keys.add(key(link));
                }
            }
        }
        demand.sources().forEach(foreign -> keys.add(new SourceKey(foreign.source(), foreign.timeframeNs(), null)));
        long ownCount =
                keys.stream().filter(key -> key.kind() != SourceKind.IMPORT).count();
        if (ownCount > Source.COUNT_MAX) {
            throw new GraphException(List.of(new GraphError(
                    Rule.LIMIT,
                    "",
                    resolved.get(0).definition().location(),
                    "a graph may read at most " + Source.COUNT_MAX + " sources and timeframes, this one reads "
                            + ownCount)));
        }
        List<Source> sources = new ArrayList<>();
        for (SourceKey key : keys) {
            int doubles = doubleCount(key);
            int longs = longCount(key);
            sources.add(new Source(
                    key.kind(),
                    key.timeframeNs(),
                    key.foreign(),
                    sources.size() % Source.COUNT_MAX,
                    slots.output(),
                    slots.doubleScalars(doubles),
                    slots.longScalars(longs),
                    doubles,
                    longs));
        }
        return List.copyOf(sources);
    }

    private SourceKey key(Resolver.Link link) {
        Reference reference = link.reference();
        return link.isForeign()
                ? new SourceKey(SourceKind.IMPORT, 0, foreign(link))
                : new SourceKey(reference.source(), reference.timeframeNs(), null);
    }

    /** What a link to another symbol reads: a whole source, or an output. */
    Foreign foreign(Resolver.Link link) {
        Reference reference = link.reference();
        if (reference.source() != null) {
            return new Foreign(reference.symbol(), reference.source(), reference.timeframeNs(), null, -1, null);
        }
        String output = foreignOutput(reference, link.place()).name();
        return new Foreign(reference.symbol(), null, 0, reference.node(), link.place(), output);
    }

    private OutputSpec foreignOutput(Reference reference, int place) {
        return foreignNode(reference.symbol(), reference.node())
                .type()
                .outputs()
                .get(place);
    }

    private Resolver.Resolved foreignNode(String symbol, String id) {
        return demand.resolvers().apply(symbol).resolved().stream()
                .filter(each -> each.definition().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int doubleCount(SourceKey key) {
        Foreign foreign = key.foreign();
        if (foreign == null) {
            return InputSlot.doubleSlots(key.kind().inputKind());
        }
        if (foreign.source() != null) {
            return InputSlot.doubleSlots(foreign.source().inputKind());
        }
        return importLength(foreign, true);
    }

    private int longCount(SourceKey key) {
        Foreign foreign = key.foreign();
        if (foreign == null) {
            return InputSlot.longSlots(key.kind().inputKind());
        }
        if (foreign.source() != null) {
            return InputSlot.longSlots(foreign.source().inputKind());
        }
        return importLength(foreign, false);
    }

    private int importLength(Foreign foreign, boolean isDouble) {
        Resolver.Resolved node = foreignNode(foreign.symbol(), foreign.node());
        OutputSpec output = node.type().outputs().get(foreign.place());
        if (isDouble != (output.kind() == ValueKind.DOUBLE)) {
            return 0;
        }
        return output.isVector() ? output.vectorLength().applyAsInt(node.parameters()) : 1;
    }

    private List<Bars> bars(List<Source> sources, SlotAllocator slots) {
        List<Bars> bars = new ArrayList<>();
        List<Long> timeframes = new ArrayList<>(demand.feeds().keySet());
        demand.feeds().forEach((timeframeNs, feed) -> {
            int lower = feed.feed() == Bars.Feed.DERIVED ? timeframes.indexOf(feed.fromNs()) : -1;
            int openCount = demand.barFeeds().openCount(timeframeNs, feed.feed());
            boolean isAboveExternal = lower >= 0
                    && (bars.get(lower).feed() == Bars.Feed.EXTERNAL
                            || bars.get(lower).waits());
            bars.add(new Bars(
                    timeframeNs,
                    feed.feed(),
                    lower,
                    isAboveExternal && !demand.barFeeds().joins(),
                    demand.barFeeds().carryLimit(feed),
                    openCount,
                    slots.doubleScalars(Bars.OPEN_DOUBLES * openCount),
                    slots.longScalars(Bars.COMMON_LONGS + Bars.OPEN_LONGS * openCount),
                    source(sources, SourceKind.CANDLE, timeframeNs),
                    source(sources, SourceKind.FORMING, timeframeNs)));
        });
        return List.copyOf(bars);
    }

    private static Source source(List<Source> sources, SourceKind kind, long timeframeNs) {
        return sources.stream()
                .filter(source -> source.kind() == kind && source.timeframeNs() == timeframeNs)
                .findFirst()
                .orElse(null);
    }

    private GraphNode node(
            int declaration,
            int index,
            List<String> ids,
            int[] indexOf,
            GraphNode[] nodes,
            List<Source> sources,
            SlotAllocator slots) {
        Resolver.Resolved each = resolved.get(declaration);
        List<Edge> edges = new ArrayList<>();
        Map<String, List<InputSlot>> inputs = new LinkedHashMap<>();
        for (Resolver.Link link : each.links()) {
            InputSlot slot;
            Source source = null;
            int read = -1;
            if (link.node() < 0) {
                SourceKey key = key(link);
                source = sources.stream()
                        .filter(candidate -> candidate.kind() == key.kind()
                                && candidate.timeframeNs() == key.timeframeNs()
                                && Objects.equals(candidate.foreign(), key.foreign()))
                        .findFirst()
                        .orElseThrow();
                slot = sourceSlot(source, link);
            } else {
                read = indexOf[link.node()];
                slot = outputSlot(nodes[read].slots().outputs().get(link.place()), link);
            }
            edges.add(new Edge(link.spec().name(), link.text(), link.role(), source, read, slot.output()));
            inputs.computeIfAbsent(link.spec().name(), name -> new ArrayList<>())
                    .add(slot);
        }
        SlotWiring wiring = new SlotWiring(
                each.type(), each.parameters(), inputs, slots, each.emit().onChange());
        return new GraphNode(
                index,
                List.copyOf(ids),
                declaration,
                each.type(),
                each.parameters(),
                List.copyOf(edges),
                each.emit(),
                each.onFault(),
                each.reset(),
                create(each, wiring),
                wiring.slots(),
                each.definition().location());
    }

    private static Node create(Resolver.Resolved each, SlotWiring wiring) {
        String problem;
        try {
            Node node = each.type().create(wiring);
            if (node != null) {
                return node;
            }
            problem = "made none";
        } catch (RuntimeException e) {
            problem = "threw " + e;
        }
        throw new GraphException(List.of(new GraphError(
                Rule.NODE_TYPE,
                each.definition().id(),
                each.definition().location(),
                "type '" + each.type() + "' was asked for a node and " + problem
                        + "; this is an error in the type, not in the graph")));
    }

    private static InputSlot outputSlot(OutputSlot output, Resolver.Link link) {
        int element = Math.max(link.reference().element(), 0);
        return new InputSlot(
                link.spec().kind(),
                output.doubleSlot() + (output.isDouble() ? element : 0),
                output.longSlot() + (output.isDouble() ? 0 : element),
                link.length(),
                output.index());
    }

    private static InputSlot sourceSlot(Source source, Resolver.Link link) {
        boolean isOutput = link.reference().source() == null;
        int offset = isOutput ? Math.max(link.reference().element(), 0) : Math.max(link.place(), 0);
        boolean isWhole = !isOutput && link.place() < 0;
        boolean isDouble = link.spec().kind() == InputKind.DOUBLE;
        return new InputSlot(
                link.spec().kind(),
                source.doubleSlot() + (isWhole || isDouble ? offset : 0),
                source.longSlot() + (isWhole || !isDouble ? offset : 0),
                link.length(),
                source.output());
    }

    private List<PublishedOutput> published(GraphNode[] nodes, int[] indexOf) {
        List<PublishedOutput> published = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            GraphNode node = nodes[indexOf[i]];
            String id = resolved.get(i).definition().id();
            Publish publish = resolved.get(i).definition().publish();
            boolean single = node.slots().outputs().size() == 1;
            for (OutputSlot slot : node.slots().outputs()) {
                boolean isPublished = publish.all()
                        || publish.outputs().contains(slot.spec().name())
                        || slot.spec().kind() == ValueKind.SIGNAL;
                if (isPublished) {
                    String name = single ? id : id + "." + slot.spec().name();
                    published.add(new PublishedOutput(firstOutput + published.size(), area, name, node.index(), slot));
                }
            }
        }
        return List.copyOf(published);
    }

    private BitSet exported(GraphNode[] nodes, Map<String, Integer> nodeOfId) {
        BitSet exported = new BitSet();
        for (Foreign foreign : demand.outputs()) {
            exported.set(nodes[nodeOfId.get(foreign.node())]
                    .slots()
                    .outputs()
                    .get(foreign.place())
                    .index());
        }
        return exported;
    }
}
