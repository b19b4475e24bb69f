// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An output of type {@code boolean}. It can only be written; see {@link DoubleOut}.
 *
 * @param slot where the value lies, 0 or 1.
 * @param bit the place of this output among those of its node.
 */
public record BooleanOut(int slot, int bit) {
    /**
     * Produces a value.
     *
     * @param state the state of the running instance.
     * @param value the new value.
     * @return to be returned from {@link Node#compute}, joined with {@code |} for several outputs.
     */
    public long set(State state, boolean value) {
        state.longs[slot] = value ? 1 : 0;
        return Outcome.produced(bit);
    }

    /** {@return that this output has no value from now on; to be returned from {@link Node#compute}} */
    public long withdraw() {
        return Outcome.withdrawn(bit);
    }
}
