// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads the last closed bar of a timeframe ({@code Candle(TF)}).
 *
 * @param doubleSlot where open, high, low, close, volume and trade count lie.
 * @param longSlot where open time and close time lie.
 * @param output the index of the source, for its validity.
 */
public record CandleIn(int doubleSlot, int longSlot, int output) {
    /**
     * {@return the first price}
     *
     * @param state the state of the running instance.
     */
    public double open(State state) {
        return state.doubles[doubleSlot];
    }

    /**
     * {@return the highest price}
     *
     * @param state the state of the running instance.
     */
    public double high(State state) {
        return state.doubles[doubleSlot + 1];
    }

    /**
     * {@return the lowest price}
     *
     * @param state the state of the running instance.
     */
    public double low(State state) {
        return state.doubles[doubleSlot + 2];
    }

    /**
     * {@return the last price}
     *
     * @param state the state of the running instance.
     */
    public double close(State state) {
        return state.doubles[doubleSlot + 3];
    }

    /**
     * {@return the sum of the sizes traded}
     *
     * @param state the state of the running instance.
     */
    public double volume(State state) {
        return state.doubles[doubleSlot + 4];
    }

    /**
     * {@return the number of trades}
     *
     * @param state the state of the running instance.
     */
    public double tradeCount(State state) {
        return state.doubles[doubleSlot + 5];
    }

    /**
     * {@return when the bar opened, UTC epoch nanoseconds, part of the bar}
     *
     * @param state the running instance.
     */
    public long openTimeNs(State state) {
        return state.longs[longSlot];
    }

    /**
     * {@return when the bar closed, UTC epoch nanoseconds, no longer part of it}
     *
     * @param state the running instance.
     */
    public long closeTimeNs(State state) {
        return state.longs[longSlot + 1];
    }

    /**
     * {@return whether a bar has closed; always so unless the input is optional}
     *
     * @param state the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
