// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.util.Objects;
import java.util.UUID;

/**
 * What a snapshot says about the state that it holds.
 *
 * @param journalId of the journal whose events made the state.
 * @param sequence of the last event in the state; not negative.
 * @param position in the journal, behind that event: the next one has the next sequence.
 * @param generation of the manifest that held for that event, from 1.
 * @param graphFingerprint see {@link Manifest#graphFingerprint()}.
 * @param schemaId of the events, see {@link Manifest#schemaId()}.
 * @param schemaVersion of the events, see {@link Manifest#schemaVersion()}.
 * @param engineBuild version of the build that wrote it, for people; nothing is refused because of it.
 * @param stateHash hash over the whole state, for whoever loads it to compare with.
 * @param outputCount outputs since the start of the journal.
 * @param outputsHash hash over those outputs.
 * @param eventCount events since the start of the journal.
 * @param sources how far each source had come; copied, not to be changed.
 */
public record SnapshotHeader(
        UUID journalId,
        long sequence,
        JournalPosition position,
        long generation,
        String graphFingerprint,
        int schemaId,
        int schemaVersion,
        String engineBuild,
        long stateHash,
        long outputCount,
        long outputsHash,
        long eventCount,
        SourcePositions sources) {

    /**
     * Refuses nulls and what no journal can have led to.
     *
     * @throws IllegalArgumentException when a number is out of its range, or the position is not behind the sequence.
     */
    public SnapshotHeader {
        Objects.requireNonNull(journalId, "journalId");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(graphFingerprint, "graphFingerprint");
        Objects.requireNonNull(engineBuild, "engineBuild");
        if (sequence < 0 || position.nextSequence() != sequence + 1) {
            throw new IllegalArgumentException(
                    "sequence=" + sequence + " does not suit a position in front of event " + position.nextSequence());
        }
        if (generation < 1 || outputCount < 0 || eventCount < 1) {
            throw new IllegalArgumentException("generation=" + generation + ", outputCount=" + outputCount
                    + ", eventCount=" + eventCount + ": below 1, 0, 1");
        }
        final SourcePositions copy = new SourcePositions();
        copy.setAll(sources);
        sources = copy;
    }
}
