// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.state.OutputSlot;

/**
 * What became of an output.
 *
 * @param slot of the graph.
 * @param effect what happened to it; null when its node did not run.
 * @param before what it held when it was the turn of its node.
 * @param computed what its node wrote, even if that was not kept; null when the node did not run or threw.
 * @param after what it held at the end of the turn.
 */
public record OutputTrace(OutputSlot slot, Effect effect, Reading before, Reading computed, Reading after) {}
