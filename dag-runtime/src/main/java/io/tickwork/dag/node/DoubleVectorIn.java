// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads a vector of doubles.
 *
 * @param slot of its first element among the doubles.
 * @param length its number of elements.
 * @param output the index of the output it reads.
 */
public record DoubleVectorIn(int slot, int length, int output) {
    /**
     * {@return an element}
     *
     * @param state of the running instance.
     * @param index from 0 to the length less one; not checked.
     */
    public double get(State state, int index) {
        return state.doubles[slot + index];
    }

    /**
     * {@return whether there is a value}
     *
     * @param state of the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
