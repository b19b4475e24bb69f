// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * Tells whether an input was one of the reasons for a run: whether it was produced in this cycle.
 *
 * @param output the index of the output or source the input reads.
 */
public record TriggeredBy(int output) {
    /**
     * {@return whether the input was produced in this cycle}
     *
     * @param state of the running instance.
     */
    public boolean test(State state) {
        return state.isProduced(output);
    }
}
