// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import java.util.Objects;
import java.util.UUID;

/**
 * What a snapshot must be to be of use at a start.
 *
 * @param journalId of the journal.
 * @param graphFingerprint of the graph that is to be run.
 * @param schemaId of the events this build understands.
 * @param schemaVersion of the events this build understands.
 * @param oldestGeneration the first generation whose state may be carried on from; equal to the next one where nothing
 *     may be carried across.
 * @param generation that the journal has come to; none can be above it.
 * @param lastSequence of the journal, {@link Long#MIN_VALUE} when it has no event.
 * @param confirmedSequence the last event whose outputs are known to be published: state beyond it would leave out
 *     outputs that are still to be sent. {@link Long#MAX_VALUE} where nothing has to be confirmed,
 *     {@link Long#MIN_VALUE} when nothing is yet.
 */
public record SnapshotExpectation(
        UUID journalId,
        String graphFingerprint,
        int schemaId,
        int schemaVersion,
        long oldestGeneration,
        long generation,
        long lastSequence,
        long confirmedSequence) {
    /** Refuses nulls. */
    public SnapshotExpectation {
        Objects.requireNonNull(journalId, "journalId");
        Objects.requireNonNull(graphFingerprint, "graphFingerprint");
    }
}
