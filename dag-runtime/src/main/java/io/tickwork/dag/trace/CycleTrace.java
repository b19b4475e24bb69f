// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.CycleKind;
import java.util.List;

/**
 * One symbol, or the groups, in a cycle.
 *
 * @param number of the cycle in its event, from 0; a boundary runs several symbols and the groups in one.
 * @param kind of the cycle.
 * @param timeNs of the cycle, UTC epoch nanoseconds.
 * @param symbol the id, {@link io.tickwork.codecs.event.InboundEvents#NO_SYMBOL} for the groups.
 * @param symbolName empty for the groups.
 * @param graph that ran.
 * @param nodes that were asked for, in the order of their turns.
 */
public record CycleTrace(
        int number, CycleKind kind, long timeNs, int symbol, String symbolName, Subgraph graph, List<NodeTrace> nodes) {
    /**
     * {@return the turn of a node, null when it was not asked for}
     *
     * @param index of the node in its subgraph.
     */
    public NodeTrace node(int index) {
        for (NodeTrace node : nodes) {
            if (node.node().index() == index) {
                return node;
            }
        }
        return null;
    }

    /**
     * {@return how messages call a node: {@code symbol/node}, or the id of a group}
     *
     * @param id of the node.
     */
    public String label(String id) {
        return symbolName.isEmpty() ? id : symbolName + "/" + id;
    }
}
