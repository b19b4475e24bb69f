// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source.Foreign;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes depend on which, across symbols and groups. A node is called as
 * {@link io.tickwork.dag.run.GraphProcessor#nodeLabel} calls it: {@code symbol/node}, or the id of a group.
 */
final class NodeDependencies {
    private final Graph graph;

    NodeDependencies(Graph graph) {
        this.graph = graph;
    }

    /**
     * Sorts nodes so that each stands behind what it reads.
     *
     * @param nodes in the order of symbols and declarations, groups last.
     * @return them, in the order in which one cycle would run them.
     */
    List<String> sorted(List<String> nodes) {
        Set<String> left = new LinkedHashSet<>(nodes);
        List<String> sorted = new ArrayList<>();
        for (String node : nodes) {
            if (left.contains(node)) {
                Subgraph subgraph = subgraph(node);
                for (int index : subgraph.order()) { // of all nodes beside it
                    String other = prefix(node) + subgraph.nodes().get(index).id();
                    if (left.remove(other)) {
                        sorted.add(other);
                    }
                }
            }
        }
        return sorted;
    }

    /**
     * Finds where a difference began.
     *
     * @param nodes that differ, sorted.
     * @return those of them that depend on none of the others; when each depends on another, the first.
     */
    List<String> roots(List<String> nodes) {
        Set<String> differing = new HashSet<>(nodes);
        List<String> roots = new ArrayList<>();
        for (String node : nodes) {
            Set<String> upstream = upstream(node);
            upstream.remove(node);
            if (upstream.stream().noneMatch(differing::contains)) {
                roots.add(node);
            }
        }
        return roots.isEmpty() && !nodes.isEmpty() ? nodes.subList(0, 1) : roots;
    }

    /** {@return all that a node depends on, at whatever distance} */
    Set<String> upstream(String node) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(read(node));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(read(next));
            }
        }
        return found;
    }

    private Collection<String> read(String node) {
        Subgraph subgraph = subgraph(node);
        Set<String> read = new LinkedHashSet<>();
        for (Edge edge : subgraph.node(id(node)).edges()) {
            if (edge.node() >= 0) {
                read.add(prefix(node) + subgraph.nodes().get(edge.node()).id());
            } else if (edge.source().kind() == SourceKind.IMPORT
                    && edge.source().foreign().node() != null) {
                Foreign foreign = edge.source().foreign();
                GraphNode other = graph.of(foreign.symbol()).subgraph().node(foreign.node());
                read.add(foreign.symbol() + "/" + other.id());
            }
        }
        return read;
    }

    private Subgraph subgraph(String node) {
        int slash = node.lastIndexOf('/'); // no id has one
        return slash < 0 ? graph.groups() : graph.of(node.substring(0, slash)).subgraph();
    }

    private static String prefix(String node) {
        return node.substring(0, node.lastIndexOf('/') + 1);
    }

    private static String id(String node) {
        return node.substring(node.lastIndexOf('/') + 1);
    }
}
