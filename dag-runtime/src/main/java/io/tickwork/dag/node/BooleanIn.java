// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads a {@code boolean}.
 *
 * @param slot where the value lies, 0 or 1.
 * @param output the index of the output it comes from, for its validity.
 */
public record BooleanIn(int slot, int output) {
    /**
     * {@return the value now; defined only while the input is valid}
     *
     * @param state the state of the running instance.
     */
    public boolean get(State state) {
        return state.longs[slot] != 0;
    }

    /**
     * {@return whether there is a value; always so unless the input is optional}
     *
     * @param state the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
