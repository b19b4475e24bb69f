// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.HashMap;
import java.util.Map;

/** Finds the parts of a view that have no edge between them; what shares a cluster belongs together. */
final class Parts {
    private final Map<String, String> parents = new HashMap<>();

    /**
     * @param view any.
     * @return for each source and node, by key, the key of one that stands for its part.
     */
    static Map<String, String> of(GraphView view) {
        Parts parts = new Parts();
        Map<String, String> firsts = new HashMap<>();
        view.sources().forEach(source -> parts.add(source.key(), source.cluster(), firsts));
        view.nodes().forEach(node -> parts.add(node.key(), node.cluster(), firsts));
        view.edges().forEach(edge -> parts.join(edge.from(), edge.to()));
        Map<String, String> found = new HashMap<>();
        parts.parents.keySet().forEach(key -> found.put(key, parts.top(key)));
        return found;
    }

    private void add(String key, String cluster, Map<String, String> firsts) {
        parents.put(key, key);
        if (cluster != null) {
            join(key, firsts.computeIfAbsent(cluster, none -> key));
        }
    }

    private void join(String one, String other) {
        parents.put(top(one), top(other));
    }

    private String top(String key) {
        String top = key;
        while (!parents.get(top).equals(top)) {
            top = parents.get(top);
        }
        for (String each = key; !each.equals(top); ) {
            each = parents.put(each, top);
        }
        return top;
    }
}
