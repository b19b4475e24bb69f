// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

/** Something that the bridge counts, be it of a connection, of what comes in or of what goes out. */
public interface BridgeCounter {
    /** {@return a number that stays the same in all versions, and that no other counter of its kind ever gets} */
    int id();

    /** {@return a few words for a report} */
    String label();

    /** {@return what is counted, in words} */
    String meaning();
}
