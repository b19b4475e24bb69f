// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Suggestion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a user names a node: {@code SYMBOL/node}, or {@code node} of all symbols or of a group.
 *
 * @param symbol the name of a symbol, null for all.
 * @param id any id of the node.
 */
public record NodeName(String symbol, String id) {
    private static final Pattern FORM = Pattern.compile("(?:(.*)/)?([^/]+)");

    /** All nodes. */
    public static final NodeName ALL = new NodeName(null, null);

    /**
     * Reads a name.
     *
     * @param text {@code SYMBOL/node} or {@code node}.
     * @param graph that must have the node.
     * @return the name.
     * @throws InspectException when the graph has no such node.
     */
    public static NodeName parse(String text, Graph graph) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InspectException("'" + text + "' names no node; write node or SYMBOL/node");
        }
        NodeName name = new NodeName(matcher.group(1), matcher.group(2));
        List<String> known = graph.nodeIds();
        if (!known.contains(name.id)) {
            throw new InspectException(
                    "there is no node '" + name.id + "' in the graph" + Suggestion.of(name.id, known));
        }
        return name;
    }

    /**
     * {@return whether a node has this id, of whatever symbol}
     *
     * @param node of any subgraph.
     */
    public boolean matches(GraphNode node) {
        return id == null || node.ids().contains(id);
    }

    /**
     * {@return whether it names a node of a symbol}
     *
     * @param symbolName of the symbol, empty for the groups.
     * @param node of its subgraph.
     */
    public boolean matches(String symbolName, GraphNode node) {
        return matches(node) && (symbol == null || symbol.equals(symbolName));
    }

    /** {@return whether it names all nodes} */
    public boolean isAll() {
        return id == null;
    }

    /**
     * {@return how a node is called: {@code symbol/node}, or the id of a group}
     *
     * @param symbolName empty for the groups.
     * @param id of the node.
     */
    static String label(String symbolName, String id) {
        return symbolName.isEmpty() ? id : symbolName + "/" + id;
    }

    /** {@return the nodes of it in a graph} */
    Stream<GraphNode> in(Graph graph) {
        return Stream.concat(graph.template().nodes().stream(), graph.groups().nodes().stream())
                .filter(this::matches);
    }
}
