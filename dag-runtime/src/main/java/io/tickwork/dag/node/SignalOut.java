// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An output that emits signals: proposals to act, not orders. At most one signal leaves it per cycle. Signals are
 * always published and are never the input of another node.
 *
 * @param doubleSlot where strength and reference price lie.
 * @param longSlot where side and reason lie.
 * @param bit the place of this output among those of its node.
 */
public record SignalOut(int doubleSlot, int longSlot, int bit) {
    /** Double slots used: strength, reference price. */
    public static final int DOUBLE_SLOTS = 2;
    /** Long slots used: side, reason. */
    public static final int LONG_SLOTS = 2;

    /**
     * Emits a signal at the end of this cycle.
     *
     * @param state the state of the running instance.
     * @param side {@link Side#BUY} or {@link Side#SELL}.
     * @param strength how strong, in units that the node's type documents; finite, or the signal is dropped and
     *     counted.
     * @param referencePrice the price the decision was taken at; finite, or the signal is dropped and counted.
     * @param reason the number of one of the reasons declared for this output, counted from 0.
     * @return to be returned from {@link Node#compute}, joined with {@code |} for several outputs.
     */
    public long emit(State state, Side side, double strength, double referencePrice, int reason) {
        state.doubles[doubleSlot] = strength;
        state.doubles[doubleSlot + 1] = referencePrice;
        state.longs[longSlot] = side.code();
        state.longs[longSlot + 1] = reason;
        return Outcome.produced(bit);
    }
}
