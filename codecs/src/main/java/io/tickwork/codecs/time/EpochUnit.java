// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.price.DecimalException;

/** The unit in which a source counts time since the epoch. Conversions are exact or fail; they allocate only then. */
public enum EpochUnit {
    /** Seconds, with up to nine decimals. */
    SECONDS(-9, 1_000_000_000L),
    /** Milliseconds, with up to six decimals. */
    MILLIS(-6, 1_000_000L),
    /** Microseconds, with up to three decimals. */
    MICROS(-3, 1_000L),
    /** Nanoseconds. */
    NANOS(0, 1L);

    private final int exponent;
    private final long lengthNs;

    EpochUnit(int exponent, long lengthNs) {
        this.exponent = exponent;
        this.lengthNs = lengthNs;
    }

    /**
     * Length of one unit.
     *
     * @return nanoseconds.
     */
    public long lengthNs() {
        return lengthNs;
    }

    /**
     * Converts a whole number of units.
     *
     * @param count of units since the epoch.
     * @return nanoseconds since the epoch.
     * @throws ArithmeticException if they do not fit 64 bits.
     */
    public long toNs(long count) {
        return Math.multiplyExact(count, lengthNs);
    }

    /**
     * Reads a number of units, with decimals as fine as a nanosecond.
     *
     * @param text a plain decimal number, as {@link Decimal#parse} reads it.
     * @return nanoseconds since the epoch.
     * @throws DecimalException if it is no such number, is finer than a nanosecond or does not fit 64 bits.
     */
    public long parseNs(CharSequence text) {
        return Decimal.parse(text, exponent);
    }
}
