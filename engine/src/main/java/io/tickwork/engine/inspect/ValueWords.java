// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.dag.trace.Reading;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as text. Numbers have all their digits, so that two that look the same are. */
final class ValueWords {
    /** What is printed of a vector or window before the rest is counted only. */
    private static final int ELEMENTS_MAX = 4;

    private ValueWords() {}

    /** {@return the value, or the fields; {@code none} when there is no value} */
    static String of(Reading reading) {
        return reading.isValid() ? content(reading) : "none";
    }

    /** {@return what lies there, whether it holds or not} */
    static String content(Reading reading) {
        return reading.fields().stream()
                .map(field -> field.name().isEmpty() ? of(field.value()) : field.name() + "=" + named(field))
                .collect(Collectors.joining(" "));
    }

    private static String named(Reading.Field field) {
        if (field.value() instanceof Long number) {
            if (number == Long.MIN_VALUE) { // as in messages
                return "none";
            }
            return field.name().toLowerCase(Locale.ROOT).endsWith("time")
                    ? EpochTime.format(number)
                    : number.toString();
        }
        return of(field.value());
    }

    /**
     * {@return the same, or, of a number that its name says to be a time, that time}
     *
     * @param name of a variable.
     * @param reading of it.
     */
    static Reading timed(String name, Reading reading) {
        return name.endsWith("time-ns") && reading.fields().get(0).value() instanceof Long timeNs && timeNs > 0
                ? new Reading(reading.isValid(), List.of(new Reading.Field("", EpochTime.format(timeNs))))
                : reading;
    }

    /**
     * {@return what lies there, and before that what did if it is something else; of a list only what is there now}
     *
     * @param before what there was, null for nothing known.
     * @param after what there is.
     */
    static String change(Reading before, Reading after) {
        boolean isList = after.fields().size() == 1 && after.fields().get(0).value() instanceof List;
        return before == null || before.equals(after) || before.isValid() && isList
                ? of(after)
                : of(before) + " -> " + of(after);
    }

    private static String of(Object value) {
        if (!(value instanceof List<?> list)) {
            return value.toString();
        }
        String elements =
                list.stream().limit(ELEMENTS_MAX).map(ValueWords::of).collect(Collectors.joining(", ", "[", ""));
        return list.size() <= ELEMENTS_MAX
                ? elements + "]"
                : elements + ", ... " + (list.size() - ELEMENTS_MAX) + " more]";
    }

    static boolean isBlank(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(ValueWords::isBlank);
        }
        return value.equals(0.0) || value.equals(0L) || value.equals(false);
    }
}
