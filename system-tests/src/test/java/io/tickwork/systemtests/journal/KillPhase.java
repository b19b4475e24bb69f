// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

/** What a process is at when it is killed. */
enum KillPhase {
    /** Before events are taken: the lock, the events of the past, a new segment. */
    START,
    /** The same, and the first segment of all is half made. */
    CREATION,
    /** Events are taken. */
    RUNNING,
    /** The same, and the segment to go on to is half made, or made and not gone on to yet. */
    ROLL,
    /** Events are taken, and a snapshot is half written. */
    SNAPSHOT,
    /** The end in order has begun. */
    CLOSING
}
