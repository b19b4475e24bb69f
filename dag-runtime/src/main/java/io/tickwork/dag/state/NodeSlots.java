// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import java.util.List;

/**
 * Where the outputs, the state variables and the mutable parameters of a node lie.
 *
 * @param outputs in the order of its type.
 * @param variables in the order the node asked for them.
 * @param parameters the mutable ones, in the order of its type.
 * @param questions the outputs and sources of which the node asks whether they were a reason for its run.
 */
public record NodeSlots(
        List<OutputSlot> outputs, List<Variable> variables, List<ParameterSlot> parameters, List<Integer> questions) {}
