// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads the last trade ({@code Tick}).
 *
 * @param doubleSlot where price and size lie.
 * @param longSlot where side, trade id and event time lie.
 * @param output the index of the source, for its validity.
 */
public record TradeIn(int doubleSlot, int longSlot, int output) {
    /**
     * {@return the price}
     *
     * @param state the state of the running instance.
     */
    public double price(State state) {
        return state.doubles[doubleSlot];
    }

    /**
     * {@return the size, in units of the instrument}
     *
     * @param state the state of the running instance.
     */
    public double size(State state) {
        return state.doubles[doubleSlot + 1];
    }

    /**
     * {@return who crossed the spread}
     *
     * @param state the state of the running instance.
     */
    public Side side(State state) {
        return Side.ofCode((int) state.longs[longSlot]);
    }

    /**
     * {@return the exchange's number of the trade}
     *
     * @param state the state of the running instance.
     */
    public long tradeId(State state) {
        return state.longs[longSlot + 1];
    }

    /**
     * {@return the exchange's time of the trade, UTC epoch nanoseconds}
     *
     * @param state the state of the running instance.
     */
    public long eventTimeNs(State state) {
        return state.longs[longSlot + 2];
    }

    /**
     * {@return whether there was a trade; always so unless the input is optional}
     *
     * @param state the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
