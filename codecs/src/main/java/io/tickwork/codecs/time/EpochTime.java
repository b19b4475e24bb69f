// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Instants as UTC epoch nanoseconds, which 64 bits hold from the year 1677 to 2262, and their ISO-8601 text. For any
 * thread; allocates, so not for the engine's.
 */
public final class EpochTime {
    /** Nanoseconds in a second. */
    public static final long NS_PER_SECOND = 1_000_000_000L;

    private static final DateTimeFormatter NINE_DIGITS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EpochTime() {}

    /**
     * Text of an instant, always with nine decimals, so that texts sort as their instants do.
     *
     * @param epochNs nanoseconds since the epoch.
     * @return for instance {@code 2026-11-22T14:30:00.000000001Z}.
     */
    public static String format(long epochNs) {
        return NINE_DIGITS.format(toInstant(epochNs));
    }

    /**
     * Reads an instant that states its offset from UTC.
     *
     * @param text ISO-8601 with up to nine decimals, ending in {@code Z} or an offset such as {@code +01:00}.
     * @return nanoseconds since the epoch.
     * @throws DateTimeException if the text is no such instant.
     * @throws ArithmeticException if the nanoseconds do not fit 64 bits.
     */
    public static long parse(CharSequence text) {
        return ofInstant(OffsetDateTime.parse(text).toInstant());
    }

    /**
     * An instant as nanoseconds.
     *
     * @param instant to convert.
     * @return nanoseconds since the epoch.
     * @throws ArithmeticException if they do not fit 64 bits.
     */
    public static long ofInstant(Instant instant) {
        long seconds = instant.getEpochSecond();
        long ns = instant.getNano();
        if (seconds < 0) {
            // Towards the epoch first, or the smallest instants would overflow on the way.
            seconds++;
            ns -= NS_PER_SECOND;
        }
        return Math.addExact(Math.multiplyExact(seconds, NS_PER_SECOND), ns);
    }

    /**
     * Nanoseconds as an instant.
     *
     * @param epochNs nanoseconds since the epoch.
     * @return the instant.
     */
    public static Instant toInstant(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_SECOND), Math.floorMod(epochNs, NS_PER_SECOND));
    }
}
