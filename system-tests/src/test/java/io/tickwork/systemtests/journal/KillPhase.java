// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

/** What a process is at when it is killed. */
enum KillPhase {
    /** Before events are taken: the JVM, the journal's lock, the events of the past. */
    START,
    /** The same, and a segment is half made. */
    CREATION,
    /** Events are taken. */
    RUNNING,
    /** The same, and the segment to go on to is half made, or made and not gone on to yet. */
    ROLL,
    /** The end in order has begun. */
    CLOSING
}
