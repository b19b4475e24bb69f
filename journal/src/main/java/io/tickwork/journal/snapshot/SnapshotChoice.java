// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import java.util.List;

/**
 * What {@link SnapshotStore#newestSound} has found.
 *
 * @param snapshot the newest that can be used, to be closed by the caller; null when there is none and the journal has
 *     to be run from its start.
 * @param refusals of those that are newer, newest first.
 */
public record SnapshotChoice(Snapshot snapshot, List<Refusal> refusals) {
    /** Copies the list. */
    public SnapshotChoice {
        refusals = List.copyOf(refusals);
    }
}
