// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/** Publishes what waits in the spool. Threading: the publishing thread, but for what says otherwise. */
interface SpoolDrain {
    /** {@return how much has been done} */
    int doWork();

    /** {@return up to which event outputs have safely arrived} From any thread. */
    long confirmedSequence();

    /** {@return up to which event outputs have arrived, of whatever generation; all where nobody asks for them} */
    long arrivedSequence();

    /** {@return how many outputs are under way without being confirmed} From any thread. */
    int underWayCount();

    /** Notes how far it has come. */
    void onClose();
}
