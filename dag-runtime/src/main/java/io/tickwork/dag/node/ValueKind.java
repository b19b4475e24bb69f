// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.Locale;

/** What an output carries. */
public enum ValueKind {
    /** A finite {@code double}. */
    DOUBLE(1, 0),
    /** A {@code long}. */
    LONG(0, 1),
    /** A {@code boolean}. */
    BOOLEAN(0, 1),
    /** A proposal to act; see {@link SignalOut}. */
    SIGNAL(SignalOut.DOUBLE_SLOTS, SignalOut.LONG_SLOTS);

    private final int doubleSlots;
    private final int longSlots;

    ValueKind(int doubleSlots, int longSlots) {
        this.doubleSlots = doubleSlots;
        this.longSlots = longSlots;
    }

    /** {@return how many double slots it takes} */
    public int doubleSlots() {
        return doubleSlots;
    }

    /** {@return how many long slots it takes} */
    public int longSlots() {
        return longSlots;
    }

    /** {@return the word for messages} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
