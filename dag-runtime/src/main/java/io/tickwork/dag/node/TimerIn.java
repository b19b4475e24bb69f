// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input that reads a timer.
 *
 * @param longSlot of its time.
 * @param output the index of the timer.
 */
public record TimerIn(int longSlot, int output) {
    /**
     * {@return the instant for which the timer last fired, UTC epoch nanoseconds}
     *
     * @param state of the running instance.
     */
    public long timeNs(State state) {
        return state.longs[longSlot];
    }

    /**
     * {@return whether it has fired}
     *
     * @param state of the running instance.
     */
    public boolean isValid(State state) {
        return state.isValid(output);
    }
}
