// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

/**
 * What a made-up market looks like. Prices and sizes are mantissas at the exponents of the symbol.
 *
 * @param startTimeNs from which time runs, UTC epoch nanoseconds.
 * @param meanGapNs mean time between trades, positive.
 * @param priceMantissa at which it starts and around which it stays in the very long run, at least one tick.
 * @param tickMantissa of which every price is a multiple, positive.
 * @param sizeMantissa median of the sizes, at least one lot.
 * @param lotMantissa of which every size is a multiple, positive.
 * @param volatility standard deviation of the logarithm of the price, from one trade to the next; positive and finite.
 */
public record SyntheticMarket(
        long startTimeNs,
        long meanGapNs,
        long priceMantissa,
        long tickMantissa,
        long sizeMantissa,
        long lotMantissa,
        double volatility) {
    /**
     * For exponents of -9: from 2025-01-01 on, four trades a second, around 50,000 in ticks of 0.01, sizes around 0.05
     * in lots of 0.0001, one ten-thousandth from one trade to the next.
     */
    public static final SyntheticMarket DEFAULT = new SyntheticMarket(
            1_735_689_600_000_000_000L, 250_000_000L, 50_000_000_000_000L, 10_000_000L, 50_000_000L, 100_000L, 1e-4);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one of the components is out of range.
     */
    public SyntheticMarket {
        check(meanGapNs > 0, "meanGapNs", meanGapNs);
        check(tickMantissa > 0, "tickMantissa", tickMantissa);
        check(priceMantissa >= tickMantissa, "priceMantissa", priceMantissa);
        check(lotMantissa > 0, "lotMantissa", lotMantissa);
        check(sizeMantissa >= lotMantissa, "sizeMantissa", sizeMantissa);
        check(volatility > 0 && volatility < Double.POSITIVE_INFINITY, "volatility", volatility);
    }

    private static void check(boolean isInRange, String what, Number value) {
        if (!isInRange) {
            throw new IllegalArgumentException(what + "=" + value + " is out of range");
        }
    }
}
