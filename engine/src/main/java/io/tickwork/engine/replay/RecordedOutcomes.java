// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.journal.Checkpoint;
import java.util.ArrayList;
import java.util.List;
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
    private Difference outcomeDifference;
    private CheckpointDifference checkpointDifference;
    private long equalSequence = Long.MIN_VALUE;

    /**
     * A checkpoint whose state differs.
     *
     * @param sequence of the last event in it.
     * @param equalSequence of the last checkpoint before any difference; {@link Long#MIN_VALUE} when there is none.
     * @param nodes whose state differs, as {@link GraphProcessor#nodeLabel} calls them, in the order of their digests;
     *     empty when only sources and open bars do.
     */
    record CheckpointDifference(long sequence, long equalSequence, List<String> nodes) {}

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
        int replayed = digests.getInt(firstPlace++);
        if (digest != replayed && outcomeDifference == null) {
            outcomeDifference = new Difference(
                    sequence, "outputs of the event", Integer.toUnsignedLong(digest), Integer.toUnsignedLong(replayed));
            difference = difference == null ? outcomeDifference : difference;
        }
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
        if (checkpoint.stateHash() != stateHash && checkpointDifference == null) {
            checkpointDifference =
                    new CheckpointDifference(checkpoint.sequence(), equalSequence, compareNodes(checkpoint));
        }
        compare(checkpoint.sequence(), "hash of state", checkpoint.stateHash(), stateHash);
        if (difference == null) {
            equalSequence = checkpoint.sequence();
        }
        checkpointCount++;
    }

    /** Names the nodes whose state differs; the first becomes the difference, if there was none before. */
    private List<String> compareNodes(Checkpoint checkpoint) {
        List<String> nodes = new ArrayList<>();
        int digestCount = Math.min(checkpoint.nodeDigests().length, processor.nodeDigestCount());
        for (int i = 0; i < digestCount; i++) {
            if (checkpoint.nodeDigests()[i] != nodeDigests[i]) {
                String node = processor.nodeLabel(i);
                nodes.add(node);
                compare(
                        checkpoint.sequence(),
                        "state of node '" + node + "'",
                        checkpoint.nodeDigests()[i],
                        nodeDigests[i]);
            }
        }
        return nodes;
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

    /** {@return the first event whose outputs differ, null when there is none} */
    Difference outcomeDifference() {
        return outcomeDifference;
    }

    /** {@return the first checkpoint whose state differs, null when there is none} */
    CheckpointDifference checkpointDifference() {
        return checkpointDifference;
    }

    /** {@return the last checkpoint before any difference, {@link Long#MIN_VALUE} when there is none} */
    long equalSequence() {
        return equalSequence;
    }

    /** {@return the first difference, null when there is none} */
    public Difference difference() {
        return difference;
    }
}
