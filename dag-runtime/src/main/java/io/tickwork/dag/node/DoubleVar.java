// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * A state variable of type {@code double}, zero before the first run.
 *
 * @param slot where the value lies.
 */
public record DoubleVar(int slot) {
    /**
     * {@return the value now}
     *
     * @param state the state of the running instance.
     */
    public double get(State state) {
        return state.doubles[slot];
    }

    /**
     * @param state the state of the running instance.
     * @param value the new value.
     */
    public void set(State state, double value) {
        state.doubles[slot] = value;
    }

    /**
     * @param state the state of the running instance.
     * @param delta what to add.
     * @return the new value.
     */
    public double add(State state, double delta) {
        return state.doubles[slot] += delta;
    }
}
