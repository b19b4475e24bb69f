// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a column of a file of trades can mean, and the headers that say so. */
enum CsvColumn {
    TIME(true, "timestamp", "time"),
    PRICE(true, "price"),
    SIZE(true, "amount", "size", "quantity"),
    SIDE(false, "side"),
    ID(false, "id");

    private final boolean isRequired;
    private final List<String> headers;

    CsvColumn(boolean isRequired, String... headers) {
        this.isRequired = isRequired;
        this.headers = List.of(headers);
    }

    boolean isRequired() {
        return isRequired;
    }

    boolean isNamed(String header) {
        return headers.contains(header.toLowerCase(Locale.ROOT));
    }

    /** The word for messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phrase that says which headers are known. */
    static String describeAll() {
        return "a header with " + describe(true) + "; " + describe(false) + " may be there";
    }

    private static String describe(boolean isRequired) {
        return Arrays.stream(values())
                .filter(column -> column.isRequired == isRequired)
                .map(column -> String.join(" or ", column.headers))
                .collect(Collectors.joining(", "));
    }
}
