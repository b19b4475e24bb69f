// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

/**
 * A column of a table.
 *
 * @param name unique in its table.
 * @param kind of its values, any of which may be null.
 */
public record Column(String name, Kind kind) {
    /** What a column holds. */
    public enum Kind {
        /** Whole numbers: {@link Long}. */
        LONG,
        /** Numbers that are exact as decimals: {@link java.math.BigDecimal}. */
        DECIMAL,
        /** Numbers: {@link Double}. */
        DOUBLE,
        /** Text: {@link String}. */
        TEXT
    }
}
