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
     * @param errors takes an error for each cycle, with its whole path; of cycles that share a node, for one of them.
     * @return the order that is closest to that of declaration; meaningless when there is a cycle.
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
        while (order.size() < nodes.size()) {
            if (ready.isEmpty()) {
                // Taken as read, so that what depends on the cycle is looked at too.
                for (int node : cycle(nodes, missing, errors)) {
                    missing[node] = 0;
                    ready.add(node);
                }
            }
            int node = ready.remove();
            order.add(node);
            for (int reader : readers.get(node)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        return order;
    }

    /**
     * Finds and reports a cycle. Walks from reader to read among the nodes that were never ready; since each reads
     * another such node, it must meet itself.
     */
    private static List<Integer> cycle(List<Resolver.Resolved> nodes, int[] missing, List<GraphError> errors) {
        int node = 0;
        while (missing[node] <= 0) {
            node++;
        }
        List<Integer> path = new ArrayList<>();
        int[] step = new int[nodes.size()]; // from 1 on
        while (step[node] == 0) {
            path.add(node);
            step[node] = path.size();
            for (Resolver.Link link : nodes.get(node).links()) {
                if (link.node() >= 0 && missing[link.node()] > 0) {
                    node = link.node();
                    break;
                }
            }
        }
        List<Integer> cycle = path.subList(step[node] - 1, path.size());
        List<Integer> shown = new ArrayList<>(cycle);
        shown.add(node);
        Collections.reverse(shown);
        NodeDefinition first = nodes.get(node).definition();
        errors.add(new GraphError(
                Rule.CYCLE,
                first.id(),
                first.location(),
                "the node depends on itself: "
                        + shown.stream()
                                .map(each -> nodes.get(each).definition().id())
                                .collect(Collectors.joining(" -> "))
                        + "; take one of these inputs out"));
        return cycle;
    }
}
