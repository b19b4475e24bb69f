// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** Orders nodes so that each stands behind everything it reads, or finds why that cannot be. */
final class TopologicalOrder {
    private TopologicalOrder() {}

    /**
     * @param nodes with links among them; sampled and optional ones count like any other.
     * @param errors takes one error for a cycle, with its whole path.
     * @return the order that is closest to that of declaration; incomplete when there is a cycle.
     */
    static List<Integer> of(List<Resolver.Resolved> nodes, List<GraphError> errors) {
        int[] missing = new int[nodes.size()];
        List<List<Integer>> readers = new ArrayList<>();
        nodes.forEach(node -> readers.add(new ArrayList<>()));
        for (int i = 0; i < nodes.size(); i++) {
            for (Resolver.Link link : nodes.get(i).links()) {
                if (link.node() >= 0) {
                    readers.get(link.node()).add(i);
                    missing[i]++;
                }
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<Integer> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int node = ready.remove();
            order.add(node);
            for (int reader : readers.get(node)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (order.size() < nodes.size()) {
            reportCycle(nodes, missing, errors);
        }
        return order;
    }

    /**
     * Walks from reader to read among the nodes that were never ready; since each reads another such node, it must meet
     * itself.
     */
    private static void reportCycle(List<Resolver.Resolved> nodes, int[] missing, List<GraphError> errors) {
        int node = 0;
        while (missing[node] == 0) {
            node++;
        }
        List<Integer> path = new ArrayList<>();
        while (!path.contains(node)) {
            path.add(node);
            for (Resolver.Link link : nodes.get(node).links()) {
                if (link.node() >= 0 && missing[link.node()] > 0) {
                    node = link.node();
                    break;
                }
            }
        }
        List<Integer> cycle = new ArrayList<>(path.subList(path.indexOf(node), path.size()));
        cycle.add(node);
        Collections.reverse(cycle);
        NodeDefinition first = nodes.get(node).definition();
        errors.add(new GraphError(
                Rule.CYCLE,
                first.id(),
                first.location(),
                "the node depends on itself: "
                        + cycle.stream()
                                .map(each -> nodes.get(each).definition().id())
                                .collect(Collectors.joining(" -> "))
                        + "; take one of these inputs out"));
    }
}
