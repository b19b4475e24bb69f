// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.price.DecimalException;
import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.EpochUnit;
import java.time.DateTimeException;
import java.util.Locale;

/** How a file writes its times. Stateless, for any thread. */
public enum TimeFormat {
    /** Seconds since the epoch, with decimals if there are any. */
    SECONDS("s", EpochUnit.SECONDS),
    /** Milliseconds since the epoch, with decimals if there are any. */
    MILLIS("ms", EpochUnit.MILLIS),
    /** Microseconds since the epoch, with decimals if there are any. */
    MICROS("us", EpochUnit.MICROS),
    /** Nanoseconds since the epoch. */
    NANOS("ns", EpochUnit.NANOS),
    /** Date and time that state their offset from UTC. */
    ISO_8601("iso-8601", null);

    /** The first time taken for one; an earlier one is rather a mistaken unit. */
    public static final long MIN_TIME_NS = EpochTime.parse("1990-01-01T00:00:00Z");

    /** The last time taken for one. */
    public static final long MAX_TIME_NS = EpochTime.parse("2100-01-01T00:00:00Z");

    /** Null where times are not counted in units. */
    private final EpochUnit unit;

    private final String word;

    TimeFormat(String word, EpochUnit unit) {
        this.word = word;
        this.unit = unit;
    }

    /**
     * Reads a time.
     *
     * @param text to read.
     * @return UTC epoch nanoseconds, from {@link #MIN_TIME_NS} to {@link #MAX_TIME_NS}.
     * @throws IllegalArgumentException saying what is wrong with the text, as the rest of a sentence about it.
     */
    public long parseNs(CharSequence text) {
        long timeNs;
        try {
            timeNs = unit == null ? EpochTime.parse(text) : unit.parseNs(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a date and time", e);
        } catch (ArithmeticException e) {
            throw outOfRange();
        } catch (DecimalException e) {
            throw switch (e.reason()) {
                case NOT_A_DECIMAL -> new IllegalArgumentException("is not a number", e);
                case TOO_PRECISE -> new IllegalArgumentException("is finer than a nanosecond", e);
                case OVERFLOW -> outOfRange();
            };
        }
        if (timeNs < MIN_TIME_NS || timeNs > MAX_TIME_NS) {
            throw outOfRange();
        }
        return timeNs;
    }

    /**
     * What a time in this format looks like.
     *
     * @return a phrase.
     */
    public String description() {
        return (unit == null
                        ? "ISO-8601 such as 2013-11-25T02:30:00Z"
                        : name().toLowerCase(Locale.ROOT) + " since 1970")
                + ", a time from 1990 to 2100";
    }

    /**
     * {@return the word for messages and settings: {@code s}, {@code ms}, {@code us}, {@code ns} or {@code iso-8601}}
     */
    public String word() {
        return word;
    }

    /** The phrase that proposes another format in which a text would be a time, or nothing. */
    String alternative(CharSequence text) {
        for (TimeFormat other : values()) {
            if (other != this && other.canParse(text)) {
                return "; in " + other.word + " it is " + EpochTime.toInstant(other.parseNs(text));
            }
        }
        return "";
    }

    private boolean canParse(CharSequence text) {
        try {
            parseNs(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static IllegalArgumentException outOfRange() {
        return new IllegalArgumentException("is out of range");
    }
}
