// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.ImageTaker;
import io.tickwork.journal.JournalMark;
import io.tickwork.journal.JournalWriter;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;

/**
 * Takes snapshots of the engine's own state while it runs. A snapshot is of a checkpoint, where all outcomes are in the
 * journal.
 *
 * <p>Threading: the engine thread begins one and copies; whoever appends the checkpoint notes the place behind it; the
 * agent, on a thread that may wait, writes the file. Only that one allocates.
 */
final class LiveSnapshots implements Agent {
    private final EngineContext context;
    private final GraphProcessor processor;
    private final ImageTaker taker;
    private final SnapshotMaker maker;
    private final JournalMark mark = new JournalMark();

    // Of the image at hand; the engine thread's until it is complete.
    private long stateHash;
    private long outputCount;
    private long outputsHash;
    private long eventCount;

    private long begunSequence;
    private volatile long markedSequence;
    private volatile boolean isRequested;
    private long writtenNs = System.nanoTime();

    /**
     * @param context of the engine.
     * @param processor of which images are taken.
     * @param maker writes them; null when none are taken.
     * @param lastSequence in the journal.
     */
    LiveSnapshots(EngineContext context, GraphProcessor processor, SnapshotMaker maker, long lastSequence) {
        this.context = context;
        this.processor = processor;
        this.maker = maker;
        taker = maker == null ? null : processor.imageTaker();
        begunSequence = lastSequence;
        markedSequence = lastSequence;
    }

    /**
     * {@return whether so much time has passed that a checkpoint is wanted for a snapshot, and one can begin; for the
     * engine thread}
     */
    boolean isRequested() {
        return isRequested && taker.isIdle(); // it may have been requested just when one began
    }

    /**
     * Begins a snapshot if it is time for one; for the engine thread, before it hands a checkpoint over.
     *
     * @param sequence of the checkpoint.
     * @param hash over the state.
     */
    void onCheckpoint(long sequence, long hash) {
        if (taker == null
                || sequence == begunSequence
                || sequence - begunSequence < context.snapshotInterval() && !isRequested) {
            return;
        }
        if (taker.isIdle()) {
            stateHash = hash;
            outputCount = processor.outputCount();
            outputsHash = processor.outputsHash();
            eventCount = processor.eventCount();
            begunSequence = sequence;
            isRequested = false;
            taker.begin(sequence);
        }
    }

    /** Copies a little; for the engine thread, once a batch. */
    void copySome() {
        if (taker != null) {
            taker.copySome(context.snapshotBudgetBytes());
        }
    }

    /**
     * Notes the place of a snapshot; for the thread that appends checkpoints.
     *
     * @param sequence of the checkpoint that has been appended.
     * @param writer that has done so.
     */
    void onCheckpointJournaled(long sequence, JournalWriter writer) {
        if (taker != null && sequence == begunSequence && sequence != markedSequence) {
            writer.mark(mark);
            markedSequence = sequence;
        }
    }

    @Override
    public String roleName() {
        return "snapshots";
    }

    @Override
    public int doWork() {
        if (taker.isComplete() && markedSequence == taker.sequence()) {
            maker.write(
                    mark.position(),
                    mark.sources(),
                    new SnapshotMaker.State(stateHash, outputCount, outputsHash, eventCount),
                    taker.imageLength(),
                    taker::writeTo);
            taker.release();
            writtenNs = System.nanoTime();
            return 1;
        }
        if (!isRequested
                && taker.isIdle()
                && System.nanoTime() - writtenNs > TimeUnit.MILLISECONDS.toNanos(context.snapshotPeriodMs())) {
            writtenNs = System.nanoTime();
            isRequested = true;
        }
        return 0;
    }
}
