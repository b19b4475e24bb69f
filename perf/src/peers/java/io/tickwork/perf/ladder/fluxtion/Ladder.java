// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

/** Prices and sizes, best first. */
public final class Ladder {
    /** Levels of a side. */
    public static final int LEVELS = 5;

    /** Prices of the bids. */
    public final double[] bidPrices = new double[LEVELS];
    /** Sizes of the bids. */
    public final double[] bidSizes = new double[LEVELS];
    /** Prices of the asks. */
    public final double[] askPrices = new double[LEVELS];
    /** Sizes of the asks. */
    public final double[] askSizes = new double[LEVELS];

    /** An empty ladder. */
    public Ladder() {}
}
