// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.state.InputSlot;

/**
 * A source that some node of a graph reads.
 *
 * @param kind what it is.
 * @param timeframeNs of a candle, the length of its bars; 0 otherwise.
 * @param bit its bit in the mask that says what triggered a cycle.
 * @param output its index among outputs and sources, for its validity.
 * @param doubleSlot the first of the double slots of its fields.
 * @param longSlot the first of the long slots of its fields.
 * @param openBar of a candle, where its open bar lies, right behind its fields; null otherwise.
 */
public record Source(
        SourceKind kind, long timeframeNs, int bit, int output, int doubleSlot, int longSlot, OpenBar openBar) {

    /** The most sources a graph may have: each takes a bit of a {@code long}. */
    public static final int COUNT_MAX = 62;

    /** {@return its bit as a mask} */
    public long mask() {
        return 1L << bit;
    }

    /** {@return the number of its double slots, those of its open bar included} */
    public int doubleCount() {
        return InputSlot.doubleSlots(kind.inputKind()) + (openBar == null ? 0 : OpenBar.DOUBLE_SLOTS);
    }

    /** {@return the number of its long slots, those of its open bar included} */
    public int longCount() {
        return InputSlot.longSlots(kind.inputKind()) + (openBar == null ? 0 : OpenBar.LONG_SLOTS);
    }

    /** {@return how graphs call it} */
    public String label() {
        return kind == SourceKind.CANDLE ? kind.label() + "(" + Timeframe.format(timeframeNs) + ")" : kind.label();
    }

    /**
     * Where the bar that is still open lies.
     *
     * @param doubleSlot the first of open, high, low, close.
     * @param longSlot the first of volume mantissa, trade count, open time, whether there is a bar at all.
     */
    public record OpenBar(int doubleSlot, int longSlot) {
        /** Double slots used. */
        public static final int DOUBLE_SLOTS = 4;
        /** Long slots used. */
        public static final int LONG_SLOTS = 4;
    }
}
