// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.node.State;

/**
 * Takes what a cycle puts out: first the faults, by the index of their nodes, then values and signals in the order of
 * declaration. Called on the engine thread, which it must not block for long and never with an exception.
 */
public interface CycleOutputs {
    /**
     * @param output the id of the published output.
     * @param value finite.
     */
    void onDouble(int output, double value);

    /**
     * @param output the id of the published output.
     * @param value the value; of a boolean 0 or 1.
     */
    void onLong(int output, long value);

    /**
     * @param output the id of a published vector of doubles.
     * @param state holds its elements, which are finite.
     * @param slot of the first.
     * @param length their number.
     */
    void onDoubles(int output, State state, int slot, int length);

    /**
     * @param output the id of a published vector of longs or booleans.
     * @param state holds its elements; a boolean is 0 or 1.
     * @param slot of the first.
     * @param length their number.
     */
    void onLongs(int output, State state, int slot, int length);

    /**
     * @param output the id of the published output.
     * @param side the code of a {@link io.tickwork.dag.node.Side}.
     * @param reason the number of a declared reason.
     * @param strength finite.
     * @param referencePrice finite.
     */
    void onSignal(int output, int side, int reason, double strength, double referencePrice);

    /**
     * @param node the index of a node that threw and is quarantined from now on.
     * @param cause what it threw.
     */
    void onFault(int node, Exception cause);
}
