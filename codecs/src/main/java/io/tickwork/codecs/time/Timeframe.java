// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

/**
 * Lengths of bars and timers: a whole number of seconds, minutes, hours, days or weeks, at most one week, written
 * {@code 1s}, {@code 5m}, {@code 4h}, {@code 1d}, {@code 1w}. Days and weeks are of fixed length here; what a session
 * makes of {@code 1d} is not decided by this class. For any thread.
 */
public final class Timeframe {
    /** The shortest timeframe, one second. */
    public static final long MIN_NS = EpochTime.NS_PER_SECOND;

    /** The longest timeframe, one week. */
    public static final long MAX_NS = 7 * 24 * 60 * 60 * EpochTime.NS_PER_SECOND;

    /** Units from the longest to the shortest, and their lengths beside them. */
    private static final String UNITS = "wdhms";

    private static final long[] UNIT_LENGTHS_NS = {MAX_NS, MAX_NS / 7, MAX_NS / 168, 60 * MIN_NS, MIN_NS};

    /** Enough digits for the number of seconds in a week. */
    private static final int MAX_DIGITS = 6;

    private Timeframe() {}

    /**
     * Reads a timeframe.
     *
     * @param text a count without leading zeros, and a unit.
     * @return its length in nanoseconds.
     * @throws IllegalArgumentException if the text is no timeframe.
     */
    public static long parse(CharSequence text) {
        int digitCount = text.length() - 1;
        int unit = digitCount < 1 || digitCount > MAX_DIGITS ? -1 : UNITS.indexOf(text.charAt(digitCount));
        long count = 0;
        for (int i = 0; i < digitCount && unit >= 0; i++) {
            char c = text.charAt(i);
            if (c < (i == 0 ? '1' : '0') || c > '9') {
                unit = -1;
            }
            count = count * 10 + (c - '0');
        }
        if (unit < 0 || count > MAX_NS / UNIT_LENGTHS_NS[unit]) {
            throw new IllegalArgumentException(
                    "not a timeframe such as 1s, 5m, 4h, 1d or 1w, at most one week long: " + text);
        }
        return count * UNIT_LENGTHS_NS[unit];
    }

    /**
     * Shortest text of a timeframe, in the longest unit of which it is a whole number: {@code 60s} becomes {@code 1m}.
     *
     * @param lengthNs nanoseconds.
     * @return the text, from which {@link #parse} gives the length again.
     * @throws IllegalArgumentException if it is not a whole number of seconds from {@link #MIN_NS} to {@link #MAX_NS}.
     */
    public static String format(long lengthNs) {
        if (!isValid(lengthNs)) {
            throw new IllegalArgumentException("not a timeframe: lengthNs=" + lengthNs);
        }
        int unit = 0;
        while (lengthNs % UNIT_LENGTHS_NS[unit] != 0) {
            unit++;
        }
        return lengthNs / UNIT_LENGTHS_NS[unit] + UNITS.substring(unit, unit + 1);
    }

    /**
     * Whether a length is a timeframe. Allocates nothing.
     *
     * @param lengthNs nanoseconds.
     * @return true if it is a whole number of seconds from {@link #MIN_NS} to {@link #MAX_NS}.
     */
    public static boolean isValid(long lengthNs) {
        return lengthNs >= MIN_NS && lengthNs <= MAX_NS && lengthNs % MIN_NS == 0;
    }
}
