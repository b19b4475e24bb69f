// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * A state variable that is an array of {@code double}s, all zero before the first run.
 *
 * @param base where the first element lies.
 * @param length the number of elements.
 */
public record DoubleArray(int base, int length) {
    /**
     * @param state the state of the running instance.
     * @param index from 0 to {@code length - 1}; not checked against the end of this array.
     * @return the element.
     */
    public double get(State state, int index) {
        return state.doubles[base + index];
    }

    /**
     * @param state the state of the running instance.
     * @param index from 0 to {@code length - 1}; not checked against the end of this array.
     * @param value the new value of the element.
     */
    public void set(State state, int index, double value) {
        state.doubles[base + index] = value;
    }
}
