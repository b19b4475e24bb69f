// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.Locale;

/** What an output carries. */
public enum ValueKind {
    /** A finite {@code double}. */
    DOUBLE,
    /** A {@code long}. */
    LONG,
    /** A {@code boolean}. */
    BOOLEAN,
    /** A proposal to act; see {@link SignalOut}. */
    SIGNAL;

    /** {@return the word for messages} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
