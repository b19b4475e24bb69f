// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * A parameter that can be changed between two events. It lies in the state, so that a run sees its value of the moment.
 *
 * @param slot where it lies among the longs.
 */
public record LongParameter(int slot) {
    /**
     * {@return its value}
     *
     * @param state of the running instance.
     */
    public long get(State state) {
        return state.longs[slot];
    }
}
