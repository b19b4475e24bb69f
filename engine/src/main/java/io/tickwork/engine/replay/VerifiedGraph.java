// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.journal.Manifest;
import java.util.List;

/**
 * What came out when one of the graphs of a journal was run again.
 *
 * @param manifest the first of that graph.
 * @param sameGraph whether graph and node code are those of this build.
 * @param obstacle why it could not be run, null when it was; all that follows is empty then.
 * @param startSequence the last event in the snapshot that it began with, {@link Long#MIN_VALUE} when it began at the
 *     beginning.
 * @param lastSequence the last event run.
 * @param eventCount events run.
 * @param checkedEventCount events whose outputs were compared with the recorded digest.
 * @param checkpointCount checkpoints compared.
 * @param isComplete whether the last of them is that of a clean end, so that the final state was compared.
 * @param outputCount values, signals and faults put out since the first event of the journal.
 * @param outputsHash the hash of all outputs.
 * @param stateHash the hash of the final state.
 * @param divergence where it left the recorded run, null when it did not; it was not run much further then.
 */
public record VerifiedGraph(
        Manifest manifest,
        boolean sameGraph,
        String obstacle,
        long startSequence,
        long lastSequence,
        long eventCount,
        long checkedEventCount,
        long checkpointCount,
        boolean isComplete,
        long outputCount,
        long outputsHash,
        long stateHash,
        Divergence divergence) {

    /**
     * An output of an event.
     *
     * @param node that put it out: {@code symbol/node}, or the id of a group.
     * @param name {@code symbol/node.output}, or {@code symbol/node} where the node has one output.
     * @param value as text.
     */
    public record Output(String node, String name, String value) {}

    /**
     * Where a run left the recorded one. Digests tell that something differs, not by how much: of each event there is
     * one of all its outputs, of each checkpoint one per node.
     *
     * @param sequence the first event that is known to differ: the first whose outputs do, or the last before the first
     *     checkpoint whose state does, whichever is earlier.
     * @param equalSequence the last event behind which the whole state is known to have been equal,
     *     {@link Long#MIN_VALUE} when none is: state may have differed from the next event on.
     * @param outcome what differs there: of outputs, state, or counts.
     * @param outputSequence the first event whose outputs differ, {@link Long#MIN_VALUE} when none does.
     * @param checkpointSequence the last event before the first checkpoint whose state differs, {@link Long#MIN_VALUE}
     *     when there is none.
     * @param node where it began: the first, in the order in which nodes run, that differs at that checkpoint and reads
     *     none that does; null when no node is known to differ.
     * @param output the first output of the first event whose outputs differ that is this node's, or depends on it;
     *     null when there is none.
     * @param nodes all that differ at that checkpoint, in the order in which they run.
     * @param outputs what the first event whose outputs differ puts out now.
     */
    public record Divergence(
            long sequence,
            long equalSequence,
            Difference outcome,
            long outputSequence,
            long checkpointSequence,
            String node,
            String output,
            List<String> nodes,
            List<Output> outputs) {}

    /** {@return whether everything that was recorded came out again, as far as it could be run} */
    public boolean isIdentical() {
        return divergence == null;
    }
}
