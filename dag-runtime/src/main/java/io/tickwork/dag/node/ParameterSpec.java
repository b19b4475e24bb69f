// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import io.tickwork.codecs.time.Timeframe;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * A parameter as its node type declares it.
 *
 * @param name its name, unique in the type.
 * @param kind what it holds.
 * @param min the least value allowed, of a number or a duration in nanoseconds.
 * @param max the greatest value allowed.
 * @param choices of a choice, the words allowed; empty otherwise.
 * @param defaultValue what it is when the graph says nothing; null when the graph must say it. A {@link Long},
 *     {@link Double}, {@link Boolean} or {@link String} as the kind wants.
 * @param mutable whether it can be changed while the graph runs; such a parameter lies in the state.
 * @param doc one sentence.
 */
public record ParameterSpec(
        String name,
        Kind kind,
        double min,
        double max,
        List<String> choices,
        Object defaultValue,
        boolean mutable,
        String doc) {

    /** What a parameter holds. */
    public enum Kind {
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** One of several words. */
        CHOICE,
        /** A span of time such as {@code 5m}, kept in nanoseconds. */
        DURATION
    }

    /**
     * Checks a value and brings it to the parameter's kind.
     *
     * @param value a {@link Number}, {@link Boolean} or {@link String}.
     * @return a {@link Long}, {@link Double}, {@link Boolean} or {@link String}.
     * @throws IllegalArgumentException saying what was expected, when the value does not fit.
     */
    public Object parse(Object value) {
        switch (kind) {
            case INTEGER -> {
                if (!(value instanceof Long || value instanceof Integer || value instanceof BigInteger)) {
                    throw new IllegalArgumentException("must be a whole number, not '" + value + "'");
                }
                Number number = (Number) value;
                requireInRange(number.doubleValue(), value);
                return number.longValue();
            }
            case NUMBER -> {
                if (!(value instanceof Number number)) {
                    throw new IllegalArgumentException("must be a number, not '" + value + "'");
                }
                requireInRange(number.doubleValue(), value);
                return number.doubleValue();
            }
            case FLAG -> {
                if (!(value instanceof Boolean)) {
                    throw new IllegalArgumentException("must be true or false, not '" + value + "'");
                }
                return value;
            }
            case CHOICE -> {
                if (!choices.contains(String.valueOf(value))) {
                    throw new IllegalArgumentException("must be one of " + choices + ", not '" + value + "'");
                }
                return String.valueOf(value);
            }
            case DURATION -> {
                long durationNs = value instanceof Long ns ? ns : Timeframe.parse(String.valueOf(value));
                requireInRange(durationNs, value);
                return durationNs;
            }
            default -> throw new AssertionError(kind);
        }
    }

    /**
     * Checks a value that comes as a number, as those of changes do.
     *
     * @param number of a flag 0 or 1, of a duration nanoseconds.
     * @return as {@link #parse}.
     * @throws IllegalArgumentException when the parameter does not take it.
     */
    public Object ofNumber(double number) {
        switch (kind) {
            case INTEGER, DURATION -> {
                if (number != Math.rint(number)) {
                    throw new IllegalArgumentException("must be a whole number, not " + number);
                }
                requireInRange(number, number);
                return (long) number;
            }
            case NUMBER -> {
                return parse(number);
            }
            case FLAG -> {
                if (number != 0 && number != 1) {
                    throw new IllegalArgumentException("must be 0 or 1, not " + number);
                }
                return number == 1;
            }
            default -> throw new IllegalArgumentException("is not a number");
        }
    }

    private void requireInRange(double number, Object shown) {
        if (!(number >= min && number <= max)) {
            throw new IllegalArgumentException("must be " + range() + ", not " + shown);
        }
    }

    /** {@return the allowed range in words} */
    public String range() {
        return switch (kind) {
            case INTEGER -> String.format(Locale.ROOT, "from %d to %d", (long) min, (long) max);
            case NUMBER -> "from " + min + " to " + max;
            case FLAG -> "true or false";
            case CHOICE -> "one of " + choices;
            case DURATION -> "from " + Timeframe.format((long) min) + " to " + Timeframe.format((long) max);
        };
    }
}
