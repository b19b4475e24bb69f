// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * A state variable of type {@code long}, zero before the first run.
 *
 * @param slot where the value lies.
 */
public record LongVar(int slot) {
    /**
     * {@return the value now}
     *
     * @param state the state of the running instance.
     */
    public long get(State state) {
        return state.longs[slot];
    }

    /**
     * @param state the state of the running instance.
     * @param value the new value.
     */
    public void set(State state, long value) {
        state.longs[slot] = value;
    }

    /**
     * @param state the state of the running instance.
     * @param delta what to add.
     * @return the new value.
     */
    public long add(State state, long delta) {
        return state.longs[slot] += delta;
    }
}
