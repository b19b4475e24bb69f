// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.List;

/**
 * A checked graph: sound, laid out, and ready to be planned. Immutable; one serves any number of symbols.
 *
 * @param nodes in the order of declaration.
 * @param order the indexes of the nodes so that each stands behind everything it reads; of all such orders the one
 *     closest to that of declaration.
 * @param sources that nodes read, candles by ascending timeframe last; the bit of each is its place.
 * @param outputs that leave the process, in the order they leave.
 * @param doubleCount double slots of one instance.
 * @param longCount long slots of one instance.
 * @param outputCount outputs and sources of one instance.
 * @param warnings what is allowed but worth a look.
 */
public record Graph(
        List<GraphNode> nodes,
        List<Integer> order,
        List<Source> sources,
        List<PublishedOutput> outputs,
        int doubleCount,
        int longCount,
        int outputCount,
        List<String> warnings) {

    /**
     * {@return the source of a kind, null when no node reads it}
     *
     * @param kind of it; not a candle.
     */
    public Source source(SourceKind kind) {
        for (Source source : sources) {
            if (source.kind() == kind) {
                return source;
            }
        }
        return null;
    }

    /** {@return the candle sources, by ascending timeframe; a new list at each call} */
    public List<Source> candles() {
        return sources.stream()
                .filter(source -> source.kind() == SourceKind.CANDLE)
                .toList();
    }
}
