// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.journal.Manifest;

/**
 * What a replay found.
 *
 * @param manifest the first of the graph that was run; of another graph, the first there is.
 * @param sameGraph whether graph and node code are those that wrote the journal.
 * @param startSequence the last event in the snapshot that it began with, {@link Long#MIN_VALUE} when it began at the
 *     beginning.
 * @param lastSequence the last event run, {@link Long#MIN_VALUE} when there was none.
 * @param eventCount events run.
 * @param checkedEventCount events whose outputs were compared with the recorded digest.
 * @param checkpointCount checkpoints compared.
 * @param isComplete whether the journal ends with the checkpoint of a clean end, so that its final state could be
 *     compared.
 * @param outputCount values, signals and faults put out since the first event of the journal.
 * @param outputsHash the hash of all outputs.
 * @param stateHash the hash of the final state.
 * @param difference the first difference, null when there is none.
 */
public record ReplayResult(
        Manifest manifest,
        boolean sameGraph,
        long startSequence,
        long lastSequence,
        long eventCount,
        long checkedEventCount,
        long checkpointCount,
        boolean isComplete,
        long outputCount,
        long outputsHash,
        long stateHash,
        Difference difference) {

    /**
     * Where a replay left the recorded run.
     *
     * @param sequence of the event.
     * @param what was compared.
     * @param recorded the recorded value.
     * @param replayed the value of the replay.
     */
    public record Difference(long sequence, String what, long recorded, long replayed) {}

    /** {@return whether everything that was recorded came out again} */
    public boolean isIdentical() {
        return difference == null;
    }
}
