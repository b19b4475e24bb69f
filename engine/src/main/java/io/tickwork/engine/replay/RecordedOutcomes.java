// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.journal.Checkpoint;
import org.agrona.collections.IntArrayList;

/**
 * Compares what events give when they are run again with what the journal recorded of them: the outputs of each event,
 * and outputs and state at each checkpoint.
 *
 * <p>Threading: one thread. Memory: a digest for each event whose recorded one has not been read yet, which stands in a
 * later frame.
 */
public final class RecordedOutcomes {
    private final GraphProcessor processor;
    private final long[] nodeDigests;
    private final IntArrayList digests = new IntArrayList();

    /** Place in the list of the first digest that has not been compared, and its event. */
    private int firstPlace;

    private long firstSequence;
    private long checkedEventCount;
    private long checkpointCount;
    private Difference difference;

    /** @param processor that runs the events. */
    public RecordedOutcomes(GraphProcessor processor) {
        this.processor = processor;
        nodeDigests = new long[processor.nodeDigestCountMax()];
    }

    /**
     * Notes what an event gave.
     *
     * @param sequence of the event that has just been run, one above that of the one before.
     */
    public void onEvent(long sequence) {
        if (firstPlace == digests.size()) {
            digests.clear();
            firstPlace = 0;
            firstSequence = sequence;
        }
        digests.addInt(processor.eventDigest());
    }

    /**
     * Compares the outputs of an event. Those before it that have not been compared never will be: a run that was cut
     * short left without recording them.
     *
     * @param sequence of the event.
     * @param digest that was recorded.
     */
    public void onOutcome(long sequence, int digest) {
        firstPlace += (int) (sequence - firstSequence);
        firstSequence = sequence + 1;
        compare(
                sequence,
                "outputs of the event",
                Integer.toUnsignedLong(digest),
                Integer.toUnsignedLong(digests.getInt(firstPlace++)));
        checkedEventCount++;
    }

    /**
     * Compares outputs and state.
     *
     * @param checkpoint that was recorded.
     */
    public void onCheckpoint(Checkpoint checkpoint) {
        long stateHash = processor.stateHash(nodeDigests);
        compare(checkpoint.sequence(), "number of outputs", checkpoint.outputCount(), processor.outputCount());
        compare(checkpoint.sequence(), "hash of outputs", checkpoint.outputsHash(), processor.outputsHash());
        if (checkpoint.stateHash() != stateHash) {
            compareNodes(checkpoint);
        }
        compare(checkpoint.sequence(), "hash of state", checkpoint.stateHash(), stateHash);
        checkpointCount++;
    }

    /** Names the first node, in the order of the graph, whose state differs. */
    private void compareNodes(Checkpoint checkpoint) {
        int digestCount = Math.min(checkpoint.nodeDigests().length, processor.nodeDigestCount());
        for (int i = 0; i < digestCount; i++) {
            compare(
                    checkpoint.sequence(),
                    "state of node '" + processor.nodeLabel(i) + "'",
                    checkpoint.nodeDigests()[i],
                    nodeDigests[i]);
        }
    }

    private void compare(long sequence, String what, long recorded, long replayed) {
        if (recorded != replayed && difference == null) {
            difference = new Difference(sequence, what, recorded, replayed);
        }
    }

    /** Forgets the events that have not been compared. */
    public void skipPending() {
        firstPlace = digests.size();
    }

    /** {@return how many events have not been compared: the last ones} */
    public int pendingCount() {
        return digests.size() - firstPlace;
    }

    /**
     * {@return what an event gave that has not been compared}
     *
     * @param index from 0, the oldest.
     */
    public int pendingDigest(int index) {
        return digests.getInt(firstPlace + index);
    }

    /** {@return events whose outputs were compared} */
    public long checkedEventCount() {
        return checkedEventCount;
    }

    /** {@return checkpoints compared} */
    public long checkpointCount() {
        return checkpointCount;
    }

    /** {@return the first difference, null when there is none} */
    public Difference difference() {
        return difference;
    }
}
