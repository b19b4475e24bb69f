// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What depends on what, along inputs of every role. Looked up when a node first throws or is reset, and kept, so that
 * the next time costs no more than walking over the answer.
 */
public final class Dependants {
    private final Subgraph subgraph;
    private final int[][] outputs;
    private final int[][] outputsOfSources;

    /** @param subgraph checked. */
    public Dependants(Subgraph subgraph) {
        this.subgraph = subgraph;
        outputs = new int[subgraph.nodes().size()][];
        outputsOfSources = new int[subgraph.outputCount()][];
    }

    /**
     * {@return the indexes of a node's own outputs and of the outputs of all that depends on it; not to be changed}
     *
     * @param node its index.
     */
    public int[] outputsInvalidatedBy(int node) {
        if (outputs[node] == null) {
            outputs[node] = search(node, -1);
        }
        return outputs[node];
    }

    /**
     * {@return the indexes of the outputs of all that depends on a source; not to be changed}
     *
     * @param source of the subgraph.
     */
    public int[] outputsInvalidatedBySource(Source source) {
        if (outputsOfSources[source.output()] == null) {
            outputsOfSources[source.output()] = search(-1, source.output());
        }
        return outputsOfSources[source.output()];
    }

    private int[] search(int from, int fromOutput) {
        BitSet depends = new BitSet();
        List<Integer> found = new ArrayList<>();
        for (int index : subgraph.order()) { // readers stand behind what they read
            GraphNode node = subgraph.nodes().get(index);
            depends.set(index, index == from);
            for (Edge edge : node.edges()) {
                if (edge.output() == fromOutput || edge.node() >= 0 && depends.get(edge.node())) {
                    depends.set(index);
                }
            }
            if (depends.get(index)) {
                for (OutputSlot output : node.slots().outputs()) {
                    found.add(output.index());
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
