// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.archive;

import java.io.IOException;

/** An archive does not hold what was written to it. */
public final class ArchiveDamage extends IOException {
    private static final long serialVersionUID = 1;

    ArchiveDamage(String what) {
        super(what);
    }
}
