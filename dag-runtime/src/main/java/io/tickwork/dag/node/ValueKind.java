// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/** What an output carries. */
public enum ValueKind {
    /** A finite {@code double}. */
    DOUBLE,
    /** A {@code long}. */
    LONG,
    /** A {@code boolean}. */
    BOOLEAN,
    /** A proposal to act; see {@link SignalOut}. */
    SIGNAL
}
