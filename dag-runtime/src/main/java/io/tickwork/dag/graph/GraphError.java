// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * One thing that is wrong with a graph.
 *
 * @param rule the rule it breaks.
 * @param node the id of the node, empty when it is not about one.
 * @param location where.
 * @param message what is wrong and what to do about it.
 */
public record GraphError(Rule rule, String node, Location location, String message) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!location.file().isEmpty()) {
            text.append(location).append(": ");
        }
        text.append(rule.label()).append(": ");
        if (!node.isEmpty()) {
            text.append("node '").append(node).append("': ");
        }
        return text.append(message).toString();
    }
}
