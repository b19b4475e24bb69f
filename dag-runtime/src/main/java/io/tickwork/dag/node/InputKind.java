// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.Locale;

/** What an input reads. */
public enum InputKind {
    /** A {@code double}: a price, a field of a bar, an output of another node. */
    DOUBLE,
    /** A {@code long}. */
    LONG,
    /** A {@code boolean}. */
    BOOLEAN,
    /** Doubles of a fixed number. */
    DOUBLE_VECTOR,
    /** Longs of a fixed number. */
    LONG_VECTOR,
    /** Booleans of a fixed number. */
    BOOLEAN_VECTOR,
    /** A whole trade. */
    TRADE,
    /** A whole quote. */
    QUOTE,
    /** The best levels of a book. */
    DEPTH,
    /** A whole bar, closed or forming. */
    CANDLE,
    /** A timer. */
    TIMER,
    /** Anything: not read, only a reason to run or a condition for it. */
    ANY;

    /** {@return the word for messages} */
    public String label() {
        return switch (this) {
            case DOUBLE_VECTOR -> "vector of doubles";
            case LONG_VECTOR -> "vector of longs";
            case BOOLEAN_VECTOR -> "vector of booleans";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** {@return whether it is a vector} */
    public boolean isVector() {
        return this == DOUBLE_VECTOR || this == LONG_VECTOR || this == BOOLEAN_VECTOR;
    }
}
