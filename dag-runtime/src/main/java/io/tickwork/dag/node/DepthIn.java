// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads the best levels of a book, best first.
 *
 * @param doubleSlot of the first bid price.
 * @param longSlot of the number of bids.
 * @param output the index of the book.
 */
public record DepthIn(int doubleSlot, int longSlot, int output) {
    /** The most levels a side may have. */
    public static final int LEVELS_MAX = 10;
    /** Double slots used: bid prices, bid sizes, ask prices, ask sizes. */
    public static final int DOUBLE_SLOTS = 4 * LEVELS_MAX;
    /** Long slots used: number of bids, number of asks, update id, event time. */
    public static final int LONG_SLOTS = 4;

    /**
     * {@return the number of bids, from 0 to {@link #LEVELS_MAX}}
     *
     * @param state of the running instance.
     */
    public int bidCount(State state) {
        return (int) state.longs[longSlot];
    }

    /**
     * {@return the number of asks, from 0 to {@link #LEVELS_MAX}}
     *
     * @param state of the running instance.
     */
    public int askCount(State state) {
        return (int) state.longs[longSlot + 1];
    }

    /**
     * {@return the price of a bid; NaN where there is none}
     *
     * @param state of the running instance.
     * @param level from 0, the best.
     */
    public double bidPrice(State state, int level) {
        return state.doubles[doubleSlot + level];
    }

    /**
     * {@return the size of a bid; 0 where there is none}
     *
     * @param state of the running instance.
     * @param level from 0, the best.
     */
    public double bidSize(State state, int level) {
        return state.doubles[doubleSlot + LEVELS_MAX + level];
    }

    /**
     * {@return the price of an ask; NaN where there is none}
     *
     * @param state of the running instance.
     * @param level from 0, the best.
     */
    public double askPrice(State state, int level) {
        return state.doubles[doubleSlot + 2 * LEVELS_MAX + level];
    }

    /**
     * {@return the size of an ask; 0 where there is none}
     *
     * @param state of the running instance.
     * @param level from 0, the best.
     */
    public double askSize(State state, int level) {
        return state.doubles[doubleSlot + 3 * LEVELS_MAX + level];
    }

    /**
     * {@return the source's own id of this state of the book; -2^63 where it gives none}
     *
     * @param state of the running instance.
     */
    public long updateId(State state) {
        return state.longs[longSlot + 2];
    }

    /**
     * {@return the exchange's time, UTC epoch nanoseconds}
     *
     * @param state of the running instance.
     */
    public long eventTimeNs(State state) {
        return state.longs[longSlot + 3];
    }

    /**
     * {@return whether there is a book}
     *
     * @param state of the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
