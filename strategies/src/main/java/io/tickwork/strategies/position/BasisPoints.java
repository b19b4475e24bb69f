// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.position;

/** Ten-thousandths, in which strategies measure distances of prices. */
public final class BasisPoints {
    /** How many there are in a whole. */
    public static final double PER_UNIT = 10_000.0;

    private BasisPoints() {}

    /**
     * {@return how far a price is from another, whatever the direction, in basis points of the other; not finite when
     * that is 0}
     *
     * @param price a price.
     * @param base the other.
     */
    public static double between(double price, double base) {
        return PER_UNIT * Math.abs(price - base) / Math.abs(base);
    }
}
