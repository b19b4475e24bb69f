// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a column of a file can mean.
 *
 * @param label the word for messages.
 * @param isRequired whether a file must have it.
 * @param headers the headers that say so, in lower case.
 */
record CsvColumn(String label, boolean isRequired, List<String> headers) {
    static final CsvColumn TIME = required("time", "timestamp", "time");

    static CsvColumn required(String label, String... headers) {
        return new CsvColumn(label, true, List.of(headers));
    }

    static CsvColumn optional(String label, String... headers) {
        return new CsvColumn(label, false, List.of(headers));
    }

    boolean isNamed(String header) {
        return headers.contains(header.toLowerCase(Locale.ROOT));
    }

    /** The phrase that says which headers are known. */
    static String describeAll(List<CsvColumn> columns) {
        String others = describe(columns, false);
        return "a header with " + describe(columns, true) + (others.isEmpty() ? "" : "; " + others + " may be there");
    }

    private static String describe(List<CsvColumn> columns, boolean isRequired) {
        return columns.stream()
                .filter(column -> column.isRequired == isRequired)
                .map(column -> String.join(" or ", column.headers))
                .collect(Collectors.joining(", "));
    }
}
