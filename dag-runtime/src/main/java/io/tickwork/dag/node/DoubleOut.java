// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An output of type {@code double}. It can only be written: what a node must remember belongs into a {@link DoubleVar},
 * because a cutoff may keep an older value in the output's slot.
 *
 * @param slot where the value lies.
 * @param bit the place of this output among those of its node.
 */
public record DoubleOut(int slot, int bit) {
    /**
     * Produces a value.
     *
     * @param state the state of the running instance.
     * @param value the new value.
     * @return to be returned from {@link Node#compute}, joined with {@code |} for several outputs.
     */
    public long set(State state, double value) {
        state.doubles[slot] = value;
        return Outcome.produced(bit);
    }

    /**
     * Produces a value if it is finite, and withdraws this output otherwise.
     *
     * @param state the state of the running instance.
     * @param value the new value.
     * @return to be returned from {@link Node#compute}, joined with {@code |} for several outputs.
     */
    public long setIfFinite(State state, double value) {
        return Double.isFinite(value) ? set(state, value) : withdraw();
    }

    /** {@return that this output has no value from now on; to be returned from {@link Node#compute}} */
    public long withdraw() {
        return Outcome.withdrawn(bit);
    }
}
