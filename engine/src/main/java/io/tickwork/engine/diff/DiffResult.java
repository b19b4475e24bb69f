// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param firstFingerprint what distinguishes the graph and node code of the first side.
 * @param secondFingerprint that of the second side.
 * @param nodes how the declarations of nodes differ; null when the graph of the first side is not known.
 * @param settings how bars, sessions and calendars differ; null likewise.
 * @param outputsOnlyInFirst the names of outputs that only the first side publishes, sorted.
 * @param outputsOnlyInSecond the names of outputs that only the second side publishes.
 * @param firstSequence the first event whose outputs were compared.
 * @param lastSequence the last one; one below the first when there was none.
 * @param eventCount the events between these whose outputs were compared: without those that were not recorded.
 * @param missingEventCount the events among these that were recorded and that the journal does not have: all that was
 *     recorded of them is lost.
 * @param differentEventCount the events with a difference in outputs that both sides publish, or in faults of nodes
 *     that both have.
 * @param firstDifferentSequence the first of them; {@link Long#MIN_VALUE} when there is none.
 * @param firstOutputCount values, signals and faults that the first side put out for these events.
 * @param secondOutputCount those of the second side.
 * @param outputs what differs, by where it first did.
 * @param signals what became of signals, of all outputs together.
 */
public record DiffResult(
        String firstFingerprint,
        String secondFingerprint,
        List<NodeDifference> nodes,
        List<String> settings,
        List<String> outputsOnlyInFirst,
        List<String> outputsOnlyInSecond,
        long firstSequence,
        long lastSequence,
        long eventCount,
        long missingEventCount,
        long differentEventCount,
        long firstDifferentSequence,
        long firstOutputCount,
        long secondOutputCount,
        List<OutputDifference> outputs,
        Signals signals) {

    /**
     * What became of signals. One that came in another cycle is lost and gained.
     *
     * @param equal the same on both sides.
     * @param changed in side, reason, strength or price.
     * @param lost put out by the first side alone.
     * @param gained put out by the second side alone.
     */
    public record Signals(long equal, long changed, long lost, long gained) {}

    /** {@return whether both sides publish the same outputs, and put out the same} Declarations may differ. */
    public boolean isEqual() {
        return outputs.isEmpty() && outputsOnlyInFirst.isEmpty() && outputsOnlyInSecond.isEmpty();
    }
}
