// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.OutputSpec;

/**
 * Where an output of a node lies.
 *
 * @param spec as its type declares it.
 * @param index its index among all outputs and sources of its subgraph.
 * @param bit its place among the outputs of its node.
 * @param doubleSlot the first of its double slots, or -1.
 * @param longSlot the first of its long slots, or -1.
 * @param length of a vector, its number of elements; 1 otherwise.
 * @param savedSlot of a vector with a cutoff, the first of as many slots that keep what it last held while its node
 *     runs; -1 otherwise.
 */
public record OutputSlot(OutputSpec spec, int index, int bit, int doubleSlot, int longSlot, int length, int savedSlot) {
    /** {@return whether it lies among the doubles; a signal lies among both} */
    public boolean isDouble() {
        return doubleSlot >= 0;
    }

    /** {@return its number of double slots} */
    public int doubleCount() {
        return spec.kind().doubleSlots() * length;
    }

    /** {@return its number of long slots} */
    public int longCount() {
        return spec.kind().longSlots() * length;
    }
}
