// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.journal.JournalWriter;
import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.BitUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Journals on a thread of its own, beside the engine thread; both take the same events from the inbound ring. The
 * engine leaves digests in a table, where the journaler finds them for a later frame, and each checkpoint in one place;
 * where a checkpoint is due the journaler waits for it, since it stands in the journal behind the very event.
 *
 * <pre>
 *   inbound ring ──► journaler ──► journal
 *        │               ▲ digests, checkpoints
 *        └────────► engine thread ──► outbound ring; released as far as the journaler has come
 * </pre>
 *
 * <p>Threading: what {@link EventLog} has is the engine thread's, what {@link Agent} has the journaler's. Neither
 * allocates nor waits for the other but by returning.
 */
final class ParallelLog implements EventLog, Agent, BatchHandler {
    /** Neither is ahead of the other by more than the ring; and what both have passed may still wait for a frame. */
    private static final int TABLE_LENGTH_TO_SLOT_COUNT = 4;

    /** In place of a checkpoint's sequence. */
    private static final long NO_CHECKPOINT = -1;

    private static final VarHandle RUN_SEQUENCE;
    private static final VarHandle CHECKPOINT_SEQUENCE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUN_SEQUENCE = lookup.findVarHandle(ParallelLog.class, "runSequence", long.class);
            CHECKPOINT_SEQUENCE = lookup.findVarHandle(ParallelLog.class, "checkpointSequence", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final JournalWriter writer;
    private final RingConsumer consumer;
    private final LiveSnapshots snapshots;
    private final long firstSequence;
    private final int batchLimit;
    private final int checkpointInterval;
    private final int[] digests;
    private final int digestMask;

    // The checkpoint at hand: written by the engine thread while the sequence is none, read by the journaler else.
    private final long[] nodeDigests;
    private int nodeDigestCount;
    private long engineTimeNs;
    private long outputCount;
    private long outputsHash;
    private long stateHash;
    private boolean isClosing;

    /** Of the checkpoint at hand. */
    @SuppressWarnings("unused") // by its handle
    private volatile long checkpointSequence = NO_CHECKPOINT;

    /** Written by the engine thread. */
    @SuppressWarnings("unused") // by its handle
    private volatile long runSequence;

    // The journaler's.
    private long journaledSequence;
    private long outcomeSequence;
    private long lastCheckpointSequence;
    private volatile Throwable failure;

    /**
     * @param context of the engine.
     * @param writer explained; as many outcomes may wait as {@link #outcomeLimit} says.
     * @param consumer of the inbound ring.
     * @param snapshots that are taken at checkpoints.
     * @param nodeDigestCountMax of a checkpoint.
     * @param lastSequence in the journal.
     */
    ParallelLog(
            EngineContext context,
            JournalWriter writer,
            RingConsumer consumer,
            LiveSnapshots snapshots,
            int nodeDigestCountMax,
            long lastSequence) {
        this.writer = writer;
        this.consumer = consumer;
        this.snapshots = snapshots;
        firstSequence = lastSequence + 1;
        checkpointInterval = context.checkpointInterval();
        batchLimit = Math.min(context.batchLimit(), checkpointInterval);
        digests = new int[BitUtil.findNextPositivePowerOfTwo(TABLE_LENGTH_TO_SLOT_COUNT * context.slotCount())];
        digestMask = digests.length - 1;
        nodeDigests = new long[nodeDigestCountMax];
        runSequence = lastSequence;
        journaledSequence = lastSequence;
        outcomeSequence = lastSequence;
        lastCheckpointSequence = lastSequence;
    }

    /**
     * {@return how many outcomes may wait for a frame: a frame takes those of all events that have been run and were
     * journaled before it, so that those of a ring and of a frame can be left}
     *
     * @param context of the engine.
     */
    static int outcomeLimit(EngineContext context) {
        return context.slotCount() + 2 * context.batchLimit();
    }

    /** The checkpoint before must have been taken. */
    @Override
    public boolean isReady() {
        return (long) CHECKPOINT_SEQUENCE.getAcquire(this) == NO_CHECKPOINT;
    }

    /** The journaler is somewhere else. */
    @Override
    public boolean takesCheckpointsAnywhere() {
        return false;
    }

    @Override
    public void append(EventRing ring, long from, long to) {
        // by the journaler
    }

    @Override
    public void outcome(long sequence, int digest) {
        digests[(int) sequence & digestMask] = digest;
        RUN_SEQUENCE.setRelease(this, sequence);
    }

    @Override
    public void manifestChanged() {
        writer.manifestChanged();
    }

    @Override
    public void checkpoint(long sequence, GraphProcessor processor, long hash, long[] digestsOfNodes, boolean closing) {
        nodeDigestCount = processor.nodeDigestCount();
        System.arraycopy(digestsOfNodes, 0, nodeDigests, 0, nodeDigestCount);
        engineTimeNs = processor.engineTimeNs();
        outputCount = processor.outputCount();
        outputsHash = processor.outputsHash();
        stateHash = hash;
        isClosing = closing;
        CHECKPOINT_SEQUENCE.setRelease(this, sequence);
    }

    @Override
    public String roleName() {
        return "journaler";
    }

    @Override
    public int doWork() {
        return doWork(batchLimit);
    }

    /**
     * Journals some events, or a checkpoint.
     *
     * @param eventLimit the most events.
     * @return 0 when there was nothing, or no room.
     */
    int doWork(int eventLimit) {
        try {
            if (!writer.hasRoom()) {
                return 0;
            }
            return takeCheckpoint()
                    + (isCheckpointDue() ? 0 : consumer.poll(this, Math.min(eventLimit, untilCheckpoint())));
        } catch (Throwable e) {
            onError(e);
            throw new AgentTerminationException(e);
        }
    }

    private boolean isCheckpointDue() {
        return journaledSequence % checkpointInterval == 0 && lastCheckpointSequence != journaledSequence;
    }

    private int untilCheckpoint() {
        return (int) Math.min(batchLimit, checkpointInterval - journaledSequence % checkpointInterval);
    }

    /**
     * Journals the checkpoint at hand if it is that of the last journaled event; also for whoever has ended the thread.
     *
     * @return 0 when there is none.
     */
    int takeCheckpoint() {
        if (isReady() || (long) CHECKPOINT_SEQUENCE.getAcquire(this) != journaledSequence) {
            return 0;
        }
        takeOutcomes();
        writer.checkpoint(
                journaledSequence,
                engineTimeNs,
                outputCount,
                outputsHash,
                stateHash,
                nodeDigests,
                nodeDigestCount,
                isClosing);
        snapshots.onCheckpointJournaled(journaledSequence, writer);
        lastCheckpointSequence = journaledSequence;
        CHECKPOINT_SEQUENCE.setRelease(this, NO_CHECKPOINT);
        return 1;
    }

    @Override
    public void onBatch(EventRing ring, long first, long last) {
        takeOutcomes();
        InlineLog.append(writer, ring, first, last, firstSequence);
        journaledSequence = last + firstSequence;
    }

    /** Hands the writer the digests of events that are journaled and have been run meanwhile. */
    private void takeOutcomes() {
        long upTo = Math.min((long) RUN_SEQUENCE.getAcquire(this), journaledSequence);
        while (outcomeSequence < upTo) {
            outcomeSequence++;
            writer.outcome(digests[(int) outcomeSequence & digestMask]);
        }
    }

    /**
     * {@return whether there is nothing left to do until there are further events; for its thread, or once that has
     * ended}
     */
    boolean isSettled() {
        return isReady() && !isCheckpointDue();
    }

    /** {@return the last event that is in the journal; for its thread, or once that has ended} */
    long journaledSequence() {
        return journaledSequence;
    }

    /** Keeps the first thing that went wrong. */
    void onError(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** {@return what ended the journaler, null when nothing did} */
    Throwable failure() {
        return failure;
    }
}
