// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

/**
 * Prices as numbers of levels: level <i>i</i> holds the prices from {@code i * size} on, the next level's first price
 * no longer. A price that would be the first of a level, were it not for the rounding of decimals to doubles, is in
 * that level.
 *
 * @param size the width of a level.
 * @param perUnit how many levels one unit of price has, 0 when that is not a whole number.
 */
record PriceLevels(double size, double perUnit) {
    /**
     * The greatest number of a level, and without its sign the least: what lies beyond is in the outermost ones. Sums
     * and differences of such numbers are exact.
     */
    private static final double NUMBER_MAX = 0x1p52;

    /** Three roundings, of price, size and quotient, make up at most three halves of this, relatively. */
    private static final double ROUNDING = 0x1p-51;

    static PriceLevels of(double size) {
        double perUnit = Math.rint(1 / size);
        // A whole number is kept where there is one: 3 / 10.0 is the double written 0.3, 3 * 0.1 is not.
        return new PriceLevels(size, perUnit >= 1 && Math.abs(perUnit * size - 1) <= 1e-12 ? perUnit : 0);
    }

    long level(double price) {
        double number = perUnit > 0 ? price * perUnit : price / size;
        double whole = Math.floor(number + Math.abs(number) * ROUNDING);
        return (long) Math.max(-NUMBER_MAX, Math.min(NUMBER_MAX, whole));
    }

    /** The first price of a level. */
    double price(long level) {
        return perUnit > 0 ? level / perUnit : level * size;
    }
}
