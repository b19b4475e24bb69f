// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/** What becomes of messages that cannot leave as fast as they come. */
public enum OverflowPolicy {
    /** They wait on the disk. When there is no room left, no events are taken any more: nothing is lost. */
    SPOOL,
    /** They wait in memory. When there is no room left, the oldest is dropped for the newest, and counted. */
    DROP_OLDEST,
    /** Only the latest of each subject is kept, and leaves at a set rate; those it replaces are counted. */
    CONFLATE
}
