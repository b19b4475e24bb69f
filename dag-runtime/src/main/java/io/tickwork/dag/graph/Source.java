// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * A source that some node of a subgraph reads.
 *
 * @param kind what it is.
 * @param timeframeNs of a candle, the length of its bars; of a timer, its span; 0 otherwise.
 * @param foreign of an import, what it copies; null otherwise.
 * @param bit its bit in the mask that says what triggered a cycle. Of imports there may be more than a mask has bits,
 *     so that they may share one: a set bit then says that one of them may have been produced.
 * @param output its index among outputs and sources, for its validity.
 * @param doubleSlot the first of the double slots of its fields.
 * @param longSlot the first of the long slots of its fields.
 * @param doubleCount the number of its double slots.
 * @param longCount the number of its long slots.
 */
public record Source(
        SourceKind kind,
        long timeframeNs,
        Foreign foreign,
        int bit,
        int output,
        int doubleSlot,
        int longSlot,
        int doubleCount,
        int longCount) {

    /** The most sources of a symbol's graph: each takes a bit of a {@code long}. */
    public static final int COUNT_MAX = 62;

    /** {@return its bit as a mask} */
    public long mask() {
        return 1L << bit;
    }

    /** {@return how graphs call it} */
    public String label() {
        return switch (kind) {
            case CANDLE, TIMER -> kind.label() + "(" + Span.format(timeframeNs) + ")";
            case FORMING -> kind.label() + "(" + Span.format(timeframeNs) + ").forming";
            case IMPORT -> foreign.label();
            case TRADE, QUOTE, DEPTH -> kind.label();
        };
    }

    /**
     * What an import copies.
     *
     * @param symbol whose graph it lies in.
     * @param source a source there, null when it is an output.
     * @param timeframeNs of that source.
     * @param node the id of the node of the output, null when it is a source.
     * @param place the place of the output in its node.
     * @param output the name of the output.
     */
    public record Foreign(String symbol, SourceKind source, long timeframeNs, String node, int place, String output) {
        private String label() {
            return symbol + "/"
                    + (source == null
                            ? node + "." + output
                            : new Source(source, timeframeNs, null, 0, 0, 0, 0, 0, 0).label());
        }
    }
}
