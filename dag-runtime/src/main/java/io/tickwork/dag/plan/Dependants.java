// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.state.OutputSlot;
import java.util.BitSet;

/** What depends on what, along inputs of every role. */
final class Dependants {
    private Dependants() {}

    /**
     * {@return by node, the indexes of its own outputs and of the outputs of all that depends on it}
     *
     * @param graph checked.
     */
    static int[][] outputsInvalidatedBy(Graph graph) {
        int count = graph.nodes().size();
        BitSet[] outputs = new BitSet[count];
        for (GraphNode node : graph.nodes()) {
            outputs[node.index()] = new BitSet();
            for (OutputSlot output : node.slots().outputs()) {
                outputs[node.index()].set(output.index());
            }
        }
        // From the last node backwards, so that a reader is complete before what it reads takes its outputs over.
        for (int i = graph.order().size() - 1; i >= 0; i--) {
            GraphNode reader = graph.nodes().get(graph.order().get(i));
            for (Edge edge : reader.edges()) {
                if (edge.node() >= 0) {
                    outputs[edge.node()].or(outputs[reader.index()]);
                }
            }
        }
        int[][] result = new int[count][];
        for (int i = 0; i < count; i++) {
            result[i] = outputs[i].stream().toArray();
        }
        return result;
    }
}
