// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * What a run did to the outputs of a node, as the bits of one {@code long}: bit <i>n</i> says that output <i>n</i> was
 * produced, bit <i>n</i> + 32 that it was withdrawn. Neither means unchanged; both mean withdrawn.
 */
public final class Outcome {
    /** The most outputs one node may have. */
    public static final int OUTPUTS_MAX = 32;

    private static final int WITHDRAWN_SHIFT = 32;

    private Outcome() {}

    /**
     * {@return the bit that says an output was produced}
     *
     * @param bit the place of the output in its node.
     */
    public static long produced(int bit) {
        return 1L << bit;
    }

    /**
     * {@return the bit that says an output was withdrawn}
     *
     * @param bit the place of the output in its node.
     */
    public static long withdrawn(int bit) {
        return 1L << (bit + WITHDRAWN_SHIFT);
    }

    /**
     * @param outcome what {@link Node#compute} returned.
     * @param bit the place of the output in its node.
     * @return whether the output was produced and not withdrawn.
     */
    public static boolean isProduced(long outcome, int bit) {
        return (outcome & (produced(bit) | withdrawn(bit))) == produced(bit);
    }

    /**
     * @param outcome what {@link Node#compute} returned.
     * @param bit the place of the output in its node.
     * @return whether the output was withdrawn.
     */
    public static boolean isWithdrawn(long outcome, int bit) {
        return (outcome & withdrawn(bit)) != 0;
    }
}
