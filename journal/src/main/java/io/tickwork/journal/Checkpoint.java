// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.Arrays;

/**
 * What outputs and state looked like after an event. Two runs over the same events give equal checkpoints.
 *
 * @param sequence the last event it covers.
 * @param engineTimeNs engine time after that event, UTC epoch nanoseconds.
 * @param outputCount outputs since the start of the journal.
 * @param outputsHash hash over those outputs.
 * @param stateHash hash over the whole state.
 * @param nodeDigests a digest per node, in the order of {@link Manifest#nodes()}; owned by this record, not to be
 *     changed.
 * @param closing whether the run ended cleanly here.
 */
public record Checkpoint(
        long sequence,
        long engineTimeNs,
        long outputCount,
        long outputsHash,
        long stateHash,
        long[] nodeDigests,
        boolean closing) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && sequence == that.sequence
                && engineTimeNs == that.engineTimeNs
                && outputCount == that.outputCount
                && outputsHash == that.outputsHash
                && stateHash == that.stateHash
                && closing == that.closing
                && Arrays.equals(nodeDigests, that.nodeDigests);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence) * 31 + Long.hashCode(stateHash);
    }

    @Override
    public String toString() {
        return "Checkpoint[sequence=" + sequence + ", engineTimeNs=" + engineTimeNs + ", outputCount=" + outputCount
                + ", outputsHash=" + Long.toHexString(outputsHash) + ", stateHash=" + Long.toHexString(stateHash)
                + ", nodeDigests=" + nodeDigests.length + ", closing=" + closing + "]";
    }
}
