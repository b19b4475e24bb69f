// SPDX-License-Identifier: Apache-2.0
/**
 * Snapshots: the state after an event, in a file, so that a start need not run the whole journal again.
 *
 * <p>Invariants: a file with the name of a snapshot was whole when it got that name; one that is not whole any more, or
 * does not belong to the journal as it is now, is refused with a reason and an older one is tried; the state itself is
 * opaque here.
 */
package io.tickwork.journal.snapshot;
