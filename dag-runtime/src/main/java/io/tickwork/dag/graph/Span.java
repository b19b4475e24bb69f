// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.codecs.time.Timeframe;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as timers name them: timeframes, and whole milliseconds below a second such as {@code 250ms}. */
final class Span {
    private static final long NS_PER_MS = 1_000_000;
    private static final Pattern MILLISECONDS = Pattern.compile("([1-9][0-9]{0,2})ms");

    private Span() {}

    /**
     * @param text the span.
     * @return its length in nanoseconds.
     * @throws IllegalArgumentException when it is none.
     */
    static long parse(String text) {
        Matcher matcher = MILLISECONDS.matcher(text);
        if (matcher.matches()) {
            return Long.parseLong(matcher.group(1)) * NS_PER_MS;
        }
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a span of time such as 250ms, 1s, 5m, 4h, 1d or 1w, at most one week long");
        }
    }

    /** {@return the text from which {@link #parse} gives a length again} */
    static String format(long lengthNs) {
        return Timeframe.isValid(lengthNs) ? Timeframe.format(lengthNs) : lengthNs / NS_PER_MS + "ms";
    }
}
