// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import java.util.List;

/**
 * Where the outputs and the state variables of a node lie.
 *
 * @param outputs in the order of its type.
 * @param variables in the order the node asked for them.
 */
public record NodeSlots(List<OutputSlot> outputs, List<Variable> variables) {}
