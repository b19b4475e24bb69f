// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.state.NodeSlots;
import java.util.List;

/**
 * A node of a checked graph. Declarations that say the same share one.
 *
 * @param index its place among the nodes of its subgraph, which are in the order of declaration.
 * @param ids its ids, the one it is called by first.
 * @param declaration the place of the first id among all ids of its subgraph.
 * @param type its type.
 * @param parameters checked, defaults filled in; of mutable ones the value to begin with.
 * @param edges its inputs in the order of its type.
 * @param emit when its values count as new.
 * @param onFault what happens when it throws.
 * @param reset when it begins anew.
 * @param node what runs.
 * @param slots where its outputs and state lie.
 * @param location where it was declared.
 */
public record GraphNode(
        int index,
        List<String> ids,
        int declaration,
        NodeType type,
        Parameters parameters,
        List<Edge> edges,
        EmitPolicy emit,
        FaultPolicy onFault,
        ResetPolicy reset,
        Node node,
        NodeSlots slots,
        Location location) {

    /** {@return the id it is called by} */
    public String id() {
        return ids.get(0);
    }

    /**
     * {@return the same with something else that runs}
     *
     * @param other what runs: something around {@link #node()}, say.
     */
    public GraphNode with(Node other) {
        return new GraphNode(
                index, ids, declaration, type, parameters, edges, emit, onFault, reset, other, slots, location);
    }
}
