// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * The bars of one timeframe of a symbol's graph: how they are made and where those lie that are still open.
 *
 * @param timeframeNs their length, in nanoseconds.
 * @param feed what they are made of.
 * @param lower of derived bars, the place of the bars they are made of, which is before their own; -1 otherwise.
 * @param waits whether a derived bar waits beyond its end for the last external bar in it.
 * @param carryLimit how many bars in a row are made for spans without trades; 0 for none.
 * @param openCount how many bars may be open at once; more than one only with a grace, or joined.
 * @param doubleSlot the first of its double slots: {@link #OPEN_DOUBLES} for each open bar.
 * @param longSlot the first of its long slots: {@link #COMMON_LONGS}, then {@link #OPEN_LONGS} for each open bar.
 * @param closed the source that nodes read closed bars from, null when none does.
 * @param forming the source that nodes read the newest open bar from, null when none does.
 */
public record Bars(
        long timeframeNs,
        Feed feed,
        int lower,
        boolean waits,
        int carryLimit,
        int openCount,
        int doubleSlot,
        int longSlot,
        Source closed,
        Source forming) {

    /** Double slots of an open bar: open, high, low, close. */
    public static final int OPEN_DOUBLES = 4;
    /** Long slots of an open bar: volume mantissa, trade count, open time, close time, what it is. */
    public static final int OPEN_LONGS = 5;
    /** Long slots of a timeframe: how many bars were carried in a row, the close of the last closed bar. */
    public static final int COMMON_LONGS = 2;

    /** {@return the number of its double slots} */
    public int doubleCount() {
        return OPEN_DOUBLES * openCount;
    }

    /** {@return the number of its long slots} */
    public int longCount() {
        return COMMON_LONGS + OPEN_LONGS * openCount;
    }

    /** What bars are made of. */
    public enum Feed {
        /** Trades, inside the graph. */
        TRADES,
        /** Nothing: they come as events. */
        EXTERNAL,
        /** Bars of a lower timeframe, inside the graph. */
        DERIVED
    }
}
