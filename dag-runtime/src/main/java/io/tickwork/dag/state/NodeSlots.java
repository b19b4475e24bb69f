// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.State;
import java.util.List;

/**
 * Where the inputs, the outputs, the state variables and the mutable parameters of a node lie.
 *
 * @param inputs one for each input that the graph gives, in the order of the type.
 * @param outputs in the order of its type.
 * @param variables in the order the node asked for them.
 * @param parameters the mutable ones, in the order of its type.
 * @param questions the outputs and sources of which the node asks whether they were a reason for its run.
 */
public record NodeSlots(
        List<InputSlot> inputs,
        List<OutputSlot> outputs,
        List<Variable> variables,
        List<ParameterSlot> parameters,
        List<Integer> questions) {
    /**
     * Zeroes outputs and variables. Does not allocate.
     *
     * @param state of the running instance.
     */
    public void zero(State state) {
        for (int i = 0; i < outputs.size(); i++) {
            OutputSlot output = outputs.get(i);
            zeroDoubles(state, output.doubleSlot(), output.doubleCount());
            zeroLongs(state, output.longSlot(), output.longCount());
        }
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (variable.isDouble()) {
                zeroDoubles(state, variable.slot(), variable.length());
            } else {
                zeroLongs(state, variable.slot(), variable.length());
            }
        }
    }

    private static void zeroDoubles(State state, int slot, int count) {
        for (int i = slot; i < slot + count; i++) {
            state.setDouble(i, 0);
        }
    }

    private static void zeroLongs(State state, int slot, int count) {
        for (int i = slot; i < slot + count; i++) {
            state.setLong(i, 0);
        }
    }
}
