// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.OutputSpec;

/**
 * Where an output of a node lies.
 *
 * @param spec as its type declares it.
 * @param index its index among all outputs of the graph.
 * @param bit its place among the outputs of its node.
 * @param doubleSlot the first of its double slots, or -1.
 * @param longSlot the first of its long slots, or -1.
 */
public record OutputSlot(OutputSpec spec, int index, int bit, int doubleSlot, int longSlot) {}
