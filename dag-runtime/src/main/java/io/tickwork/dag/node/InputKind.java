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
    /** A whole trade. */
    TRADE,
    /** A whole quote. */
    QUOTE,
    /** A whole closed bar. */
    CANDLE;

    /** {@return the word for messages} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
