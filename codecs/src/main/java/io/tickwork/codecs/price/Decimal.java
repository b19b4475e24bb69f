// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.price;

import io.tickwork.codecs.price.DecimalException.Reason;

/**
 * Fixed-point decimals: the number {@code mantissa * 10^exponent}, in which the mantissa is a {@code long} and the
 * exponent, from {@value #MIN_EXPONENT} to {@value #MAX_EXPONENT}, belongs to the symbol.
 *
 * <p>Stateless, for any thread. {@link #toDouble} allocates nothing; {@link #parse} only when it fails. Neither
 * conversion ever rounds but for the one rounding to the nearest {@code double}.
 */
public final class Decimal {
    /** The finest exponent: beyond it not even ten units fit a mantissa. */
    public static final int MIN_EXPONENT = -18;

    /** The coarsest exponent. */
    public static final int MAX_EXPONENT = 9;

    /** The exponent of a symbol that asks for none. */
    public static final int DEFAULT_EXPONENT = -9;

    /** Significant bits of a {@code double}. */
    private static final int PRECISION = 53;

    /** Up to here every integer is a {@code double}. */
    private static final long EXACT_MAX = 1L << PRECISION;

    private static final long[] POWERS_OF_TEN = powers(10);
    private static final long[] POWERS_OF_FIVE = powers(5);
    private static final double[] DOUBLE_POWERS_OF_TEN = doublePowersOfTen();

    private Decimal() {}

    /**
     * The {@code double} nearest to a decimal: what {@link Double#parseDouble} makes of its text.
     *
     * @param mantissa any.
     * @param exponent from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}.
     * @return the nearest double, ties to even.
     * @throws IllegalArgumentException if the exponent is out of range.
     */
    public static double toDouble(long mantissa, int exponent) {
        checkExponent(exponent);
        if (-EXACT_MAX <= mantissa && mantissa <= EXACT_MAX) {
            // Both operands are exact, so the one rounding of the operation is the rounding of the result.
            return exponent <= 0
                    ? mantissa / DOUBLE_POWERS_OF_TEN[-exponent]
                    : mantissa * DOUBLE_POWERS_OF_TEN[exponent];
        }
        return exponent <= 0 ? divide(mantissa, -exponent) : multiply(mantissa, exponent);
    }

    /**
     * Long division by a power of ten for mantissas beyond 2^53.
     *
     * <p>As 10^n = 5^n * 2^n, it is enough to divide by 5^n, below 2^42, and to scale. The quotient is extended below
     * its point until it has 63 bits, as many at a time as the remainder has room to be shifted by, and its last bit
     * set if anything remains: well below where it will be rounded, so that the conversion to {@code double} sees on
     * which side of a tie it lies.
     */
    private static double divide(long mantissa, int power) {
        if (power == 0) {
            return mantissa;
        }
        long divisor = POWERS_OF_FIVE[power];
        long dividend = Math.abs(mantissa); // Long.MIN_VALUE stays itself, which is right when read as unsigned
        long quotient = Long.divideUnsigned(dividend, divisor);
        long remainder = dividend - quotient * divisor;
        int fractionBits = Long.numberOfLeadingZeros(quotient) - 1;
        for (int missing = fractionBits; missing > 0; ) {
            int step = Math.min(missing, Long.numberOfLeadingZeros(remainder) - 1);
            remainder <<= step;
            long bits = remainder / divisor;
            quotient = (quotient << step) | bits;
            remainder -= bits * divisor;
            missing -= step;
        }
        if (remainder != 0) {
            quotient |= 1;
        }
        double magnitude = Math.scalb((double) quotient, -fractionBits - power);
        return mantissa < 0 ? -magnitude : magnitude;
    }

    /**
     * Multiplication by a power of ten for mantissas beyond 2^53: both parts of the mantissa, and the product of the
     * lower one, are exact, so that only the fused operation rounds.
     */
    private static double multiply(long mantissa, int power) {
        long lowBits = mantissa & ((1L << (Long.SIZE - PRECISION)) - 1);
        double factor = DOUBLE_POWERS_OF_TEN[power];
        return Math.fma((double) (mantissa - lowBits), factor, lowBits * factor);
    }

    /**
     * Reads a plain decimal number exactly: an optional sign, digits, and at most one decimal point before, among or
     * after them. Scientific notation, white space and separators of thousands are refused. Zeros below the exponent
     * are fine: {@code "800.010000000000"} at -9 is 800010000000.
     *
     * @param text to read.
     * @param exponent from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}.
     * @return the mantissa at that exponent.
     * @throws DecimalException if the text is no such number, or is not exactly a mantissa at that exponent.
     * @throws IllegalArgumentException if the exponent is out of range.
     */
    public static long parse(CharSequence text, int exponent) {
        checkExponent(exponent);
        int length = text.length();
        int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        boolean negative = start == 1 && text.charAt(0) == '-';
        int point = pointIndex(text, start, exponent);

        // Kept negative, as only there the magnitude of Long.MIN_VALUE exists.
        long mantissa = 0;
        boolean overflow = false;
        int power = point - start; // of the digit before the one at hand
        for (int i = start; i < length; i++) {
            if (i == point) {
                continue;
            }
            int digit = text.charAt(i) - '0';
            power--;
            if (power >= exponent) {
                overflow |= !canAppend(mantissa, digit);
                mantissa = mantissa * 10 - digit;
            } else if (digit != 0) {
                throw new DecimalException(Reason.TOO_PRECISE, text, exponent);
            }
        }
        for (; power > exponent; power--) {
            overflow |= !canAppend(mantissa, 0);
            mantissa *= 10;
        }
        if (overflow || (!negative && mantissa == Long.MIN_VALUE)) {
            throw new DecimalException(Reason.OVERFLOW, text, exponent);
        }
        return negative ? mantissa : -mantissa;
    }

    /** Checks the form of a number whose sign has been read; where it has no decimal point, that is at the end. */
    private static int pointIndex(CharSequence text, int start, int exponent) {
        int length = text.length();
        int point = length;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point == length) {
                point = i;
            } else if (c < '0' || c > '9') {
                throw new DecimalException(Reason.NOT_A_DECIMAL, text, exponent);
            }
        }
        int digitCount = length - start - (point < length ? 1 : 0);
        if (digitCount == 0) {
            throw new DecimalException(Reason.NOT_A_DECIMAL, text, exponent);
        }
        return point;
    }

    /** Whether {@code negated * 10 - digit} is a {@code long}. */
    private static boolean canAppend(long negated, int digit) {
        return negated > Long.MIN_VALUE / 10 || (negated == Long.MIN_VALUE / 10 && digit <= -(Long.MIN_VALUE % 10));
    }

    /**
     * Shortest plain text of a decimal: no zeros at the end of its fraction, no point without a fraction.
     *
     * @param mantissa any.
     * @param exponent from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}.
     * @return the text, from which {@link #parse} gives the mantissa again.
     * @throws IllegalArgumentException if the exponent is out of range.
     */
    public static String format(long mantissa, int exponent) {
        StringBuilder text = new StringBuilder();
        format(mantissa, exponent, text);
        return text.toString();
    }

    /**
     * Appends the shortest plain text of a decimal, as {@link #format(long, int)} does.
     *
     * @param mantissa any.
     * @param exponent from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}.
     * @param text to append to.
     * @throws IllegalArgumentException if the exponent is out of range.
     */
    public static void format(long mantissa, int exponent, StringBuilder text) {
        checkExponent(exponent);
        if (exponent >= 0) {
            text.append(mantissa);
            for (int i = 0; i < exponent && mantissa != 0; i++) {
                text.append('0');
            }
            return;
        }
        long unit = POWERS_OF_TEN[-exponent];
        if (mantissa < 0) {
            text.append('-');
        }
        text.append(Math.abs(mantissa / unit));
        long fraction = Math.abs(mantissa % unit);
        if (fraction != 0) {
            text.append('.');
            do {
                unit /= 10;
                text.append((char) ('0' + fraction / unit));
                fraction %= unit;
            } while (fraction != 0);
        }
    }

    /**
     * Whether a number is an exponent a symbol may have.
     *
     * @param exponent any.
     * @return true from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}.
     */
    public static boolean isExponent(int exponent) {
        return MIN_EXPONENT <= exponent && exponent <= MAX_EXPONENT;
    }

    private static void checkExponent(int exponent) {
        if (!isExponent(exponent)) {
            throw new IllegalArgumentException(
                    "exponent=" + exponent + " is not from " + MIN_EXPONENT + " to " + MAX_EXPONENT);
        }
    }

    private static long[] powers(long base) {
        long[] powers = new long[1 - MIN_EXPONENT];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * base;
        }
        return powers;
    }

    /** All exact, as 5^18 has fewer than 53 bits. */
    private static double[] doublePowersOfTen() {
        double[] powers = new double[POWERS_OF_TEN.length];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = POWERS_OF_TEN[i];
        }
        return powers;
    }
}
