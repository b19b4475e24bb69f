// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

/** What is wrong with the bytes; the reader adds where, and what to do, and makes it a {@link JournalException}. */
public final class Damage extends RuntimeException {
    Damage(String what) {
        super(what);
    }

    Damage(String what, Throwable cause) {
        super(what, cause);
    }
}
