// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.graph.Graph.SymbolGraph;
import io.tickwork.dag.graph.GraphLayout.Demand;
import io.tickwork.dag.graph.Source.Foreign;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.session.SessionCalendar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One building of a graph: looks everything up, collects what is wrong, and lays out what is right. */
final class GraphAssembly {
    private final Catalogue catalogue;
    private final List<NodeDefinition> definitions;
    private final CandleSettings candles;
    private final Map<String, SessionCalendar> calendars;
    private final Map<String, SymbolOverride> overrides;
    private final int symbolLimit;
    private final List<GraphError> errors;
    private final Resolver template;
    private final Resolver groups;
    private final Map<String, Resolver> overridden = new TreeMap<>();

    GraphAssembly(
            Catalogue catalogue,
            List<NodeDefinition> definitions,
            List<NodeDefinition> groupDefinitions,
            CandleSettings candles,
            Map<String, SessionCalendar> calendars,
            Map<String, SymbolOverride> overrides,
            int symbolLimit,
            List<GraphError> errors) {
        this.catalogue = catalogue;
        this.definitions = definitions;
        this.candles = candles;
        this.calendars = calendars;
        this.overrides = overrides;
        this.symbolLimit = symbolLimit;
        this.errors = errors;
        template = new Resolver(Area.SYMBOL, catalogue, definitions, errors);
        groups = new Resolver(Area.GROUPS, catalogue, groupDefinitions, errors);
    }

    Graph assemble() {
        Function<String, Resolver> symbols = symbol -> overridden.getOrDefault(symbol, template);
        template.declare();
        groups.declare();
        for (NodeDefinition group : groups.definitions()) {
            if (template.declares(group.id())) {
                error(Rule.DUPLICATE_ID, group.id(), group.location(), "the id is taken by a node of every symbol");
            }
        }
        overrides.values().forEach(this::declare);
        template.link(symbols);
        groups.link(symbols);
        overridden.forEach((symbol, resolver) -> linkOverridden(symbol, resolver, symbols));
        SessionCalendar session = calendar(candles.session(), candles.location());
        boolean hasCalendar = !calendars.isEmpty()
                && (session != null || overrides.values().stream().anyMatch(each -> each.session() != null));
        BarFeeds barFeeds = new BarFeeds(candles, hasCalendar, session != null, errors);
        TreeMap<Long, FeedDefinition> feeds = barFeeds.resolve(read(SourceKind.CANDLE), read(SourceKind.FORMING));
        List<Integer> templateOrder = TopologicalOrder.of(template.resolved(), errors);
        List<Integer> groupOrder = TopologicalOrder.of(groups.resolved(), errors);
        throwIfWrong();

        Set<Foreign> foreign = new LinkedHashSet<>();
        for (Resolver reader : List.of(template, groups)) {
            GraphLayout names =
                    layout(reader, List.of(), new Demand(feeds, barFeeds, List.of(), List.of(), symbols), 0);
            reader.resolved().stream()
                    .flatMap(each -> each.links().stream())
                    .filter(Resolver.Link::isForeign)
                    .forEach(link -> foreign.add(names.foreign(link)));
        }
        Demand ofSymbols = new Demand(
                feeds,
                barFeeds,
                foreign.stream().filter(each -> each.source() != null).toList(),
                foreign.stream().filter(each -> each.source() == null).toList(),
                symbols);
        Subgraph templateGraph = layout(template, templateOrder, ofSymbols, 0).lay();
        Map<String, SymbolGraph> symbolGraphs = symbolGraphs(templateGraph, ofSymbols, session);
        Demand ofGroups = new Demand(new TreeMap<>(), barFeeds, List.of(), List.of(), symbols);
        Subgraph groupGraph = layout(
                        groups, groupOrder, ofGroups, templateGraph.outputs().size())
                .lay();
        List<PublishedOutput> outputs = new ArrayList<>(templateGraph.outputs());
        outputs.addAll(groupGraph.outputs());
        List<String> warnings = new ArrayList<>(template.warnings());
        warnings.addAll(groups.warnings());
        return new Graph(
                templateGraph,
                Map.copyOf(symbolGraphs),
                groupGraph,
                candles,
                session,
                Map.copyOf(calendars),
                symbolLimit,
                List.copyOf(outputs),
                List.copyOf(warnings));
    }

    private static GraphLayout layout(Resolver resolver, List<Integer> order, Demand demand, int firstOutput) {
        return new GraphLayout(resolver.area(), resolver.resolved(), order, demand, firstOutput);
    }

    /** The timeframes of which nodes read bars of a kind, each with the place of one that does. */
    private Map<Long, Location> read(SourceKind kind) {
        Map<Long, Location> read = new TreeMap<>();
        for (Resolver reader : List.of(template, groups)) {
            for (Resolver.Resolved each : reader.resolved()) {
                for (Resolver.Link link : each.links()) {
                    if (link.reference().source() == kind) {
                        read.putIfAbsent(link.reference().timeframeNs(), link.location());
                    }
                }
            }
        }
        return read;
    }

    private void declare(SymbolOverride override) {
        calendar(override.session(), override.location());
        Map<String, NodeDefinition> changed = new HashMap<>();
        override.parameters().forEach((node, values) -> {
            NodeDefinition definition = definitions.stream()
                    .filter(each -> each.id().equals(node))
                    .findFirst()
                    .orElse(null);
            if (definition == null) {
                Location location = values.values().stream()
                        .findFirst()
                        .map(ParameterDefinition::location)
                        .orElse(override.location());
                error(
                        Rule.OVERRIDE,
                        "",
                        location,
                        "symbol '" + override.symbol() + "' overrides '" + node + "', which is no node of this graph");
            } else {
                changed.put(node, definition.with(values));
            }
        });
        List<NodeDefinition> own = definitions.stream()
                .map(each -> changed.getOrDefault(each.id(), each))
                .toList();
        Resolver resolver = new Resolver(Area.SYMBOL, catalogue, own, new ArrayList<>());
        resolver.declare();
        overridden.put(override.symbol(), resolver);
    }

    /** What is wrong with an overridden graph and not with the template, is wrong with the override. */
    private void linkOverridden(String symbol, Resolver resolver, Function<String, Resolver> symbols) {
        resolver.link(symbols);
        Set<String> known = new HashSet<>(errors.stream()
                .map(each -> each.rule() + each.node() + each.message())
                .toList());
        for (GraphError each : resolver.errors()) {
            if (known.add(each.rule() + each.node() + each.message())) {
                errors.add(new GraphError(
                        each.rule(), each.node(), each.location(), "for symbol '" + symbol + "': " + each.message()));
            }
        }
    }

    private Map<String, SymbolGraph> symbolGraphs(Subgraph templateGraph, Demand demand, SessionCalendar session) {
        Map<List<Object>, Subgraph> bySignature = new HashMap<>();
        bySignature.put(signature(template), templateGraph);
        Map<String, SymbolGraph> graphs = new LinkedHashMap<>();
        overridden.forEach((symbol, resolver) -> {
            Subgraph subgraph = bySignature.computeIfAbsent(
                    signature(resolver),
                    none -> layout(resolver, TopologicalOrder.of(resolver.resolved(), errors), demand, 0)
                            .lay());
            String own = overrides.get(symbol).session();
            graphs.put(
                    symbol,
                    new SymbolGraph(
                            subgraph, parameters(subgraph, resolver), own == null ? session : calendars.get(own)));
        });
        return graphs;
    }

    /** All parameters that are built into the code; symbols that agree in them run the same code. */
    private static List<Object> signature(Resolver resolver) {
        List<Object> signature = new ArrayList<>();
        for (Resolver.Resolved each : resolver.resolved()) {
            Map<String, Object> fixed = new TreeMap<>(each.parameters().asMap());
            each.type().parameters().stream().filter(ParameterSpec::mutable).forEach(spec -> fixed.remove(spec.name()));
            signature.add(fixed);
        }
        return signature;
    }

    private static List<Parameters> parameters(Subgraph subgraph, Resolver resolver) {
        return subgraph.nodes().stream()
                .map(node -> resolver.resolved().get(node.declaration()).parameters())
                .toList();
    }

    private SessionCalendar calendar(String name, Location location) {
        if (name == null) {
            return null;
        }
        SessionCalendar calendar = calendars.get(name);
        if (calendar == null) {
            error(
                    Rule.SESSION,
                    "",
                    location,
                    "there is no session calendar '" + name + "'"
                            + (calendars.isEmpty()
                                    ? "; declare it below 'sessions'"
                                    : "; there are " + String.join(", ", calendars.keySet())));
        }
        return calendar;
    }

    private void throwIfWrong() {
        if (!errors.isEmpty()) {
            errors.sort(Comparator.comparing(GraphError::location));
            throw new GraphException(errors);
        }
    }

    private void error(Rule rule, String node, Location location, String message) {
        errors.add(new GraphError(rule, node, location, message));
    }
}
