// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

/** What an event that was journaled survives. */
public enum Durability {
    /** The end of the process, however it ends: the operating system holds the bytes. */
    PROCESS,
    /**
     * The end of the machine too: the bytes are on its disk. A thread of its own forces what was appended, many events
     * at once; outputs wait for it.
     */
    POWER
}
