// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.session.SessionCalendar;
import io.tickwork.engine.diff.NodeDifference.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares how two graphs are declared. */
final class GraphComparison {
    private final Graph first;
    private final Graph second;
    private final List<NodeDifference> nodes = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    GraphComparison(Graph first, Graph second) {
        this.first = first;
        this.second = second;
        nodes.addAll(
                compare(first.template(), first.templateParameters(), second.template(), second.templateParameters()));
        Map<String, NodeDifference> ofTemplate = new TreeMap<>();
        nodes.forEach(each -> ofTemplate.put(each.node(), each));
        compareSymbols(ofTemplate);
        nodes.addAll(compare(first.groups(), first.groupParameters(), second.groups(), second.groupParameters()));
        compareSettings();
    }

    /** {@return how nodes differ: those of a symbol, what is so for one symbol alone, those of groups} */
    List<NodeDifference> nodes() {
        return nodes;
    }

    /** {@return how bars, sessions and calendars differ, each such as {@code grace 0 ns -> 5000000 ns}} */
    List<String> settings() {
        return settings;
    }

    private static List<NodeDifference> compare(
            Subgraph first, List<Parameters> firstParameters, Subgraph second, List<Parameters> secondParameters) {
        List<NodeDifference> differences = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(first.ids());
        ids.addAll(second.ids());
        for (String id : ids) {
            GraphNode before = first.node(id);
            GraphNode after = second.node(id);
            if (after == null) {
                differences.add(new NodeDifference(id, before.type().name(), Change.REMOVED, List.of()));
            } else if (before == null) {
                differences.add(new NodeDifference(id, after.type().name(), Change.ADDED, List.of()));
            } else {
                List<String> details = new ArrayList<>();
                compareNodes(before, after, details);
                compareMaps(
                        firstParameters.get(before.index()).asMap(),
                        secondParameters.get(after.index()).asMap(),
                        "",
                        details);
                compareMaps(inputs(first, before), inputs(second, after), "input ", details);
                note("published", published(first, before, id), published(second, after, id), details);
                if (!details.isEmpty()) {
                    differences.add(new NodeDifference(id, after.type().name(), Change.CHANGED, List.copyOf(details)));
                }
            }
        }
        return differences;
    }

    private static void compareNodes(GraphNode before, GraphNode after, List<String> details) {
        note("type", before.type().name(), after.type().name(), details);
        note("emit", before.emit(), after.emit(), details);
        note("on-fault", before.onFault().label(), after.onFault().label(), details);
        note("reset", before.reset().label(), after.reset().label(), details);
    }

    /** What the inputs read, by the name of the input; a variadic one reads several. */
    private static Map<String, String> inputs(Subgraph graph, GraphNode node) {
        Map<String, String> inputs = new TreeMap<>();
        for (Edge edge : node.edges()) {
            String reads =
                    edge.reference() + (edge.triggers() ? "" : " sampled") + (edge.required() ? "" : " optional");
            inputs.merge(edge.input(), reads, (one, other) -> one + ", " + other);
        }
        return inputs;
    }

    /** Which of its outputs leave under an id. */
    private static Set<String> published(Subgraph graph, GraphNode node, String id) {
        Set<String> names = new TreeSet<>();
        graph.outputs().stream()
                .filter(output -> output.node() == node.index())
                .filter(output -> output.name().equals(id) || output.name().startsWith(id + "."))
                .forEach(output -> names.add(output.slot().spec().name()));
        return names;
    }

    private static void compareMaps(
            Map<String, ?> before, Map<String, ?> after, String prefix, List<String> differences) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            note(prefix + key, before.get(key), after.get(key), differences);
        }
    }

    private static void note(String what, Object before, Object after, List<String> differences) {
        if (before == null ? after != null : !before.equals(after)) {
            differences.add(what + " " + word(before) + " -> " + word(after));
        }
    }

    private static String word(Object value) {
        return value == null ? "none" : value.toString();
    }

    /** Where a symbol differs as the others do, that has been said. */
    private void compareSymbols(Map<String, NodeDifference> ofTemplate) {
        Set<String> symbols = new TreeSet<>(first.overridden().keySet());
        symbols.addAll(second.overridden().keySet());
        for (String symbol : symbols) {
            Graph.SymbolGraph before = first.of(symbol);
            Graph.SymbolGraph after = second.of(symbol);
            for (NodeDifference own :
                    compare(before.subgraph(), before.parameters(), after.subgraph(), after.parameters())) {
                if (!own.equals(ofTemplate.get(own.node()))) {
                    nodes.add(new NodeDifference(symbol + "/" + own.node(), own.type(), own.change(), own.details()));
                }
            }
            note(symbol + "/session", name(before.calendar()), name(after.calendar()), settings);
        }
    }

    private static String name(SessionCalendar calendar) {
        return calendar == null ? null : calendar.name();
    }

    private void compareSettings() {
        note("grace", first.candles().graceNs() + " ns", second.candles().graceNs() + " ns", settings);
        note("join", first.candles().join(), second.candles().join(), settings);
        note("session", name(first.session()), name(second.session()), settings);
        Set<String> names = new TreeSet<>(first.calendars().keySet());
        names.retainAll(second.calendars().keySet());
        for (String name : names) {
            if (!first.calendars()
                    .get(name)
                    .toText()
                    .equals(second.calendars().get(name).toText())) {
                settings.add("calendar " + name + " has other sessions");
            }
        }
        Map<String, String> bars = bars(first.template());
        Map<String, String> otherBars = bars(second.template());
        bars.keySet().retainAll(otherBars.keySet()); // of others the inputs tell
        otherBars.keySet().retainAll(bars.keySet());
        compareMaps(bars, otherBars, "bars of ", settings);
    }

    private static Map<String, String> bars(Subgraph graph) {
        Map<String, String> bars = new TreeMap<>();
        for (Bars each : graph.bars()) {
            String made = each.feed()
                    + (each.lower() < 0
                            ? ""
                            : " from "
                                    + Timeframe.format(
                                            graph.bars().get(each.lower()).timeframeNs()))
                    + (each.carryLimit() == 0 ? "" : " carried up to " + each.carryLimit());
            bars.put(Timeframe.format(each.timeframeNs()), made.toLowerCase(Locale.ROOT));
        }
        return bars;
    }
}
