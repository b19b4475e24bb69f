// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the view of a graph; the only class of this package that knows the graphs that run. */
public final class GraphViewBuilder {
    private static final GraphView.Area SYMBOL = new GraphView.Area("symbol", "for each symbol");
    private static final GraphView.Area GROUPS = new GraphView.Area("groups", "once, across symbols");
    private static final String PROBE = "probe";

    private final List<GraphView.Cluster> clusters = new ArrayList<>();
    private final List<GraphView.Source> allSources = new ArrayList<>();
    private final List<GraphView.Node> nodes = new ArrayList<>();
    private final List<GraphView.Edge> edges = new ArrayList<>();
    private final List<String> notes;

    private GraphViewBuilder(Graph graph) {
        notes = new ArrayList<>(graph.warnings());
    }

    /**
     * {@return the view of a graph}
     *
     * @param title what to call it: the names of its files, say.
     * @param graph checked.
     */
    public static GraphView of(String title, Graph graph) {
        GraphViewBuilder builder = new GraphViewBuilder(graph);
        List<GraphView.Area> areas = new ArrayList<>(List.of(SYMBOL));
        builder.add(SYMBOL, graph.template());
        if (!graph.groups().nodes().isEmpty()) {
            areas.add(GROUPS);
            builder.add(GROUPS, graph.groups());
        }
        new TreeSet<>(graph.overridden().keySet())
                .forEach(symbol -> builder.notes.add("symbol '" + symbol + "' differs in parameters or session"));
        return new GraphView(
                title,
                List.copyOf(areas),
                List.copyOf(builder.clusters),
                List.copyOf(builder.allSources),
                List.copyOf(builder.nodes),
                List.copyOf(builder.edges),
                List.copyOf(builder.notes));
    }

    private void add(GraphView.Area area, Subgraph graph) {
        new AreaBuilder(area, graph).build();
    }

    private final class AreaBuilder {
        private final GraphView.Area area;
        private final Subgraph graph;
        private final Set<Integer> published = new HashSet<>();
        private final Map<Source, GraphView.Source> sources = new LinkedHashMap<>();
        private final Map<Source, WarmUp> sourceWarmUps = new HashMap<>();
        private final WarmUp[] nodeWarmUps;
        /** For each node, the ranks of the sources it hangs on, directly or through other nodes. */
        private final Map<Integer, Set<GraphView.Source>> roots = new HashMap<>();

        AreaBuilder(GraphView.Area area, Subgraph graph) {
            this.area = area;
            this.graph = graph;
            nodeWarmUps = new WarmUp[graph.nodes().size()];
        }

        void build() {
            graph.outputs().stream()
                    .map(PublishedOutput::slot)
                    .map(OutputSlot::index)
                    .forEach(published::add);
            // The most frequent come first in the graph too: ticks, quotes, then bars by ascending timeframe.
            for (Source source : graph.sources()) {
                String key = area == SYMBOL ? unit(source) : area.key() + ":" + unit(source);
                clusters.add(new GraphView.Cluster(key, area.key(), unit(source)));
                GraphView.Source view = new GraphView.Source(
                        area == SYMBOL ? source.label() : area.key() + ":" + source.label(),
                        source.label(),
                        unit(source),
                        allSources.size(),
                        area.key(),
                        key);
                allSources.add(view);
                sources.put(source, view);
                sourceWarmUps.put(source, WarmUp.ofSource(view));
            }
            for (int index : graph.order()) {
                add(graph.nodes().get(index));
            }
        }

        private void add(GraphNode node) {
            NodeType type = node.type();
            List<WarmUp.Input> inputs = new ArrayList<>();
            Set<GraphView.Source> hangsOn = new TreeSet<>();
            for (Edge edge : node.edges()) {
                edges.add(edge(node, edge));
                boolean isSource = edge.source() != null;
                inputs.add(new WarmUp.Input(
                        isSource ? sourceWarmUps.get(edge.source()) : nodeWarmUps[edge.node()],
                        edge.triggers(),
                        edge.required()));
                hangsOn.addAll(isSource ? Set.of(sources.get(edge.source())) : roots.get(edge.node()));
            }
            roots.put(node.index(), hangsOn);
            WarmUp warmUp = WarmUp.ofNode(type.warmUpCount(node.parameters()), inputs);
            nodeWarmUps[node.index()] = warmUp;
            if (warmUp.isNever()) {
                notes.add("node '" + node.id() + "' never has a value: "
                        + (inputs.stream().noneMatch(WarmUp.Input::triggers)
                                ? "none of its inputs triggers it"
                                : "something it waits for never comes"));
            }
            nodes.add(new GraphView.Node(
                    node.id(),
                    node.ids(),
                    kind(type),
                    new GraphView.Type(type.name(), type.doc(), type.formula(), type.source()),
                    parameters(node),
                    type.parameters().stream()
                            .filter(ParameterSpec::mutable)
                            .map(ParameterSpec::name)
                            .toList(),
                    node.emit().toString(),
                    node.onFault().label(),
                    node.reset().label(),
                    outputs(node),
                    warmUp.triggers().stream().map(GraphView.Source::key).toList(),
                    warmUp,
                    node.location().toString(),
                    area.key(),
                    hangsOn.size() == 1 ? hangsOn.iterator().next().cluster() : null,
                    null));
        }

        private List<GraphView.Output> outputs(GraphNode node) {
            return node.slots().outputs().stream()
                    .map(slot -> new GraphView.Output(
                            slot.spec().name(),
                            slot.spec().isVector()
                                    ? slot.spec().kindLabel() + "[" + slot.length() + "]"
                                    : slot.spec().kindLabel(),
                            slot.spec().doc(),
                            published.contains(slot.index())))
                    .toList();
        }

        private GraphView.Edge edge(GraphNode reader, Edge edge) {
            String from;
            String output;
            if (edge.source() != null) {
                from = sources.get(edge.source()).key();
                output = field(reader, edge);
            } else {
                GraphNode read = graph.nodes().get(edge.node());
                from = read.id();
                output = read.slots().outputs().stream()
                        .filter(slot -> slot.index() == edge.output())
                        .map(slot -> slot.spec().name())
                        .findFirst()
                        .orElseThrow();
            }
            return new GraphView.Edge(
                    from, output, reader.id(), edge.input(), edge.reference(), edge.triggers(), edge.required());
        }
    }

    private static String unit(Source source) {
        return source.kind() == SourceKind.CANDLE ? Timeframe.format(source.timeframeNs()) : source.label();
    }

    private static GraphView.Kind kind(NodeType type) {
        if (type.name().equals(PROBE)) {
            return GraphView.Kind.PROBE;
        }
        return type.outputs().stream().anyMatch(output -> output.kind() == ValueKind.SIGNAL)
                ? GraphView.Kind.STRATEGY
                : GraphView.Kind.INDICATOR;
    }

    /** The values as a graph writes them, so that a span of time is {@code 15m} again. */
    private static Map<String, Object> parameters(GraphNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : node.type().parameters()) {
            Object value = node.parameters().asMap().get(spec.name());
            values.put(
                    spec.name(), spec.kind() == ParameterSpec.Kind.DURATION ? Timeframe.format((Long) value) : value);
        }
        return values;
    }

    /** What is read of a source: the field that is named, else the first if one value is wanted, else all. */
    private static String field(GraphNode reader, Edge edge) {
        SourceKind source = edge.source().kind();
        int dot = edge.reference().lastIndexOf('.');
        if (dot >= 0 && !edge.reference().endsWith(".forming")) {
            return edge.reference().substring(dot + 1);
        }
        if (source == SourceKind.IMPORT) {
            return "";
        }
        InputKind wanted = reader.type().inputs().stream()
                .filter(input -> input.name().equals(edge.input()))
                .map(InputSpec::kind)
                .findFirst()
                .orElseThrow();
        return wanted == source.inputKind() || wanted == InputKind.ANY
                ? ""
                : source.fields().get(0).name();
    }
}
