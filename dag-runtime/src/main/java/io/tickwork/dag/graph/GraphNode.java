// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.state.NodeSlots;
import java.util.List;

/**
 * A node of a checked graph.
 *
 * @param index its place in the order of declaration.
 * @param id its id.
 * @param type its type.
 * @param parameters checked, defaults filled in.
 * @param edges its inputs in the order of its type.
 * @param emit when its values count as new.
 * @param node what runs.
 * @param slots where its outputs and state lie.
 * @param location where it was declared.
 */
public record GraphNode(
        int index,
        String id,
        NodeType type,
        Parameters parameters,
        List<Edge> edges,
        EmitPolicy emit,
        Node node,
        NodeSlots slots,
        Location location) {}
