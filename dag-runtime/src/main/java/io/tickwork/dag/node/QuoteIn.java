// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads the last best bid and ask ({@code Quote}).
 *
 * @param doubleSlot where bid, bid size, ask and ask size lie.
 * @param longSlot where the event time lies.
 * @param output the index of the source, for its validity.
 */
public record QuoteIn(int doubleSlot, int longSlot, int output) {
    /**
     * {@return the best bid}
     *
     * @param state the state of the running instance.
     */
    public double bid(State state) {
        return state.doubles[doubleSlot];
    }

    /**
     * {@return the size at the best bid}
     *
     * @param state the state of the running instance.
     */
    public double bidSize(State state) {
        return state.doubles[doubleSlot + 1];
    }

    /**
     * {@return the best ask}
     *
     * @param state the state of the running instance.
     */
    public double ask(State state) {
        return state.doubles[doubleSlot + 2];
    }

    /**
     * {@return the size at the best ask}
     *
     * @param state the state of the running instance.
     */
    public double askSize(State state) {
        return state.doubles[doubleSlot + 3];
    }

    /**
     * {@return the exchange's time of the quote, UTC epoch nanoseconds}
     *
     * @param state the state of the running instance.
     */
    public long eventTimeNs(State state) {
        return state.longs[longSlot];
    }

    /**
     * {@return whether there was a quote; always so unless the input is optional}
     *
     * @param state the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
