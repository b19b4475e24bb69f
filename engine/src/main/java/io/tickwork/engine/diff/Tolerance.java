// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

/**
 * How far two numbers may lie apart and still count as equal: within the absolute bound or within the relative one,
 * whichever is wider.
 *
 * @param absolute a distance, not negative.
 * @param relative a part of the greater of the two magnitudes, from 0 to 1.
 */
public record Tolerance(double absolute, double relative) {
    /** Every bit counts, that of the sign of a zero too. */
    public static final Tolerance EXACT = new Tolerance(0, 0);

    /** @throws IllegalArgumentException when one of them is negative or not finite, or the relative one above 1. */
    public Tolerance {
        if (!(absolute >= 0) || Double.isInfinite(absolute)) {
            throw new IllegalArgumentException("absolute=" + absolute + " is not a finite number from 0 on");
        }
        if (!(relative >= 0) || relative > 1) {
            throw new IllegalArgumentException("relative=" + relative + " is not from 0 to 1");
        }
    }

    /** Whether two doubles, given by their bits, count as equal. */
    boolean isEqual(long firstBits, long secondBits) {
        if (firstBits == secondBits) {
            return true;
        }
        if (absolute == 0 && relative == 0) {
            return false;
        }
        double first = Double.longBitsToDouble(firstBits);
        double second = Double.longBitsToDouble(secondBits);
        return Math.abs(first - second) <= Math.max(absolute, relative * Math.max(Math.abs(first), Math.abs(second)));
    }

    /** Whether two whole numbers count as equal. */
    boolean isEqualLong(long first, long second) {
        return first == second
                || Math.abs((double) first - (double) second)
                                <= Math.max(
                                        absolute,
                                        relative * Math.max(Math.abs((double) first), Math.abs((double) second)))
                        && (absolute > 0 || relative > 0);
    }
}
