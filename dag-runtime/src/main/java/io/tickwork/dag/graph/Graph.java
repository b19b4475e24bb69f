// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.session.SessionCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checked graph: what every symbol runs, and the groups that read several symbols. Immutable.
 *
 * @param template the graph of a symbol for which nothing is overridden.
 * @param overridden the graphs of the symbols for which something is, by name.
 * @param groups the nodes that read several symbols; without nodes when there are none.
 * @param candles how bars are made.
 * @param session the calendar of symbols that have none of their own, null for the epoch.
 * @param calendars all calendars, by name.
 * @param symbolLimit the most symbols.
 * @param outputs that leave the process, those of a symbol and then those of the groups; the id of each is its place.
 * @param warnings what is allowed but worth a look.
 */
public record Graph(
        Subgraph template,
        Map<String, SymbolGraph> overridden,
        Subgraph groups,
        CandleSettings candles,
        SessionCalendar session,
        Map<String, SessionCalendar> calendars,
        int symbolLimit,
        List<PublishedOutput> outputs,
        List<String> warnings) {

    /** The most symbols when a graph does not say. */
    public static final int SYMBOL_LIMIT_DEFAULT = 64;

    /**
     * What one symbol runs.
     *
     * @param subgraph its graph; symbols that differ in nothing but mutable parameters share one.
     * @param parameters of its nodes, by index.
     * @param calendar of its bars, null for the epoch.
     */
    public record SymbolGraph(Subgraph subgraph, List<Parameters> parameters, SessionCalendar calendar) {}

    /**
     * {@return what a symbol runs}
     *
     * @param symbol its name.
     */
    public SymbolGraph of(String symbol) {
        SymbolGraph own = overridden.get(symbol);
        return own != null ? own : new SymbolGraph(template, templateParameters(), session);
    }

    /** {@return the parameters that symbols without overrides begin with, by node} */
    public List<Parameters> templateParameters() {
        return parametersOf(template);
    }

    /** {@return the parameters the groups begin with, by node} */
    public List<Parameters> groupParameters() {
        return parametersOf(groups);
    }

    static List<Parameters> parametersOf(Subgraph subgraph) {
        return subgraph.nodes().stream().map(GraphNode::parameters).toList();
    }

    /** {@return the ids of all declarations, those of a symbol and then those of the groups} */
    public List<String> nodeIds() {
        List<String> ids = new ArrayList<>(template.ids());
        ids.addAll(groups.ids());
        return ids;
    }

    /** {@return the number of nodes that run, those of one symbol and those of the groups} */
    public int nodeCount() {
        return template.nodes().size() + groups.nodes().size();
    }
}
