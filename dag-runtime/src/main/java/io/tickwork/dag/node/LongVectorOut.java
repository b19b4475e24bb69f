// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An output that is a vector of longs. Its elements may be written one by one; readers see them once
 * {@link #produced()} is returned from {@link Node#compute}, so an element must not be changed in a run that does not
 * return it. An element that is not written keeps what it last held.
 *
 * @param slot of its first element among the longs.
 * @param length its number of elements.
 * @param bit its place among the outputs of its node.
 */
public record LongVectorOut(int slot, int length, int bit) {
    /**
     * Writes an element.
     *
     * @param state of the running instance.
     * @param index from 0 to the length less one; not checked.
     * @param value its value.
     */
    public void set(State state, int index, long value) {
        state.longs[slot + index] = value;
    }

    /** {@return that the vector has a new value; to be returned from {@link Node#compute}} */
    public long produced() {
        return Outcome.produced(bit);
    }

    /** {@return that this output has no value from now on; to be returned from {@link Node#compute}} */
    public long withdraw() {
        return Outcome.withdrawn(bit);
    }
}
