// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Nodes that share one flat state: the graph of a symbol, or the groups. Sound, laid out, and ready to be planned.
 * Immutable; one serves any number of symbols.
 *
 * @param area whether it is a symbol's or the groups'.
 * @param nodes in the order of declaration.
 * @param order the indexes of the nodes so that each stands behind everything it reads; of all such orders the one
 *     closest to that of declaration.
 * @param sources that nodes read, or other subgraphs, or that bars need.
 * @param bars of all timeframes, by ascending length.
 * @param outputs that leave the process, in the order they leave.
 * @param ids of all declarations, in order; a shared node has several.
 * @param nodeOfId the index of the node of each id.
 * @param exported the outputs that another subgraph reads.
 * @param doubleCount double slots of one instance.
 * @param longCount long slots of one instance.
 * @param outputCount outputs and sources of one instance.
 */
public record Subgraph(
        Area area,
        List<GraphNode> nodes,
        List<Integer> order,
        List<Source> sources,
        List<Bars> bars,
        List<PublishedOutput> outputs,
        List<String> ids,
        Map<String, Integer> nodeOfId,
        BitSet exported,
        int doubleCount,
        int longCount,
        int outputCount) {

    /** Where the nodes of a subgraph belong. */
    public enum Area {
        /** To every symbol. */
        SYMBOL,
        /** To no symbol: they read several. */
        GROUPS
    }

    /**
     * {@return the same with other nodes in their places}
     *
     * @param others of the same edges and slots, in the same order: the nodes with something around them, say.
     */
    public Subgraph with(List<GraphNode> others) {
        return new Subgraph(
                area,
                List.copyOf(others),
                order,
                sources,
                bars,
                outputs,
                ids,
                nodeOfId,
                exported,
                doubleCount,
                longCount,
                outputCount);
    }

    /**
     * {@return the source of a kind, null when there is none}
     *
     * @param kind of it; one that has no timeframe.
     */
    public Source source(SourceKind kind) {
        return source(kind, 0);
    }

    /**
     * {@return the source of a kind and a timeframe, null when there is none}
     *
     * @param kind of it.
     * @param timeframeNs its span of time, 0 when it has none.
     */
    public Source source(SourceKind kind, long timeframeNs) {
        for (Source source : sources) {
            if (source.kind() == kind && source.timeframeNs() == timeframeNs) {
                return source;
            }
        }
        return null;
    }

    /**
     * {@return the sources of a kind; a new list at each call}
     *
     * @param kind of them.
     */
    public List<Source> sources(SourceKind kind) {
        return sources.stream().filter(source -> source.kind() == kind).toList();
    }

    /**
     * {@return the node of an id, null when there is none}
     *
     * @param id any of its ids.
     */
    public GraphNode node(String id) {
        Integer index = nodeOfId.get(id);
        return index == null ? null : nodes.get(index);
    }
}
