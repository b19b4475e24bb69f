// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * The engine thread: takes batches from the inbound ring, has each journaled, and runs its events.
 *
 * <p>Batches are cut where a checkpoint is due, so that checkpoints do not depend on how events happened to arrive. The
 * journal numbers events from 1. As long as the journal has no room, nothing is taken from the ring.
 *
 * <p>Anything thrown here ends the engine: the state might be wrong, and the journal knows how to make it again.
 * Allocates nothing in steady state, never blocks, never logs.
 */
final class EngineAgent implements Agent, BatchHandler {
    /** The longest service time that is told apart, in nanoseconds. */
    private static final long SERVICE_TIME_NS_MAX = 10_000_000_000L;

    private final RingConsumer consumer;
    private final EventLog log;
    private final LiveSnapshots snapshots;
    private final GraphProcessor processor;
    private final RunManifest manifest;
    /** What the ring calls 0 is the event behind the last one in the journal. */
    private final long firstSequence;

    private final int batchLimit;
    private final int checkpointInterval;
    private final int sampleInterval;
    private final long[] nodeDigests;
    private final Histogram serviceTimesNs = new Histogram(SERVICE_TIME_NS_MAX, 3);
    private long lastSequence;
    private long stateHash;
    private long checkpointSequence;
    private long checkpointCount;
    private long checkpointTimeNsMax;
    private volatile Throwable failure;

    EngineAgent(
            EngineContext context,
            RingConsumer consumer,
            EventLog log,
            LiveSnapshots snapshots,
            GraphProcessor processor,
            RunManifest manifest,
            long lastSequence) {
        this.consumer = consumer;
        this.log = log;
        this.snapshots = snapshots;
        this.processor = processor;
        this.manifest = manifest;
        this.lastSequence = lastSequence;
        checkpointSequence = lastSequence;
        firstSequence = lastSequence + 1;
        checkpointInterval = context.checkpointInterval();
        batchLimit = Math.min(context.batchLimit(), checkpointInterval); // the journal has room for one checkpoint

        sampleInterval = context.sampleInterval();
        nodeDigests = new long[processor.nodeDigestCountMax()];
    }

    @Override
    public String roleName() {
        return "engine";
    }

    @Override
    public int doWork() {
        try {
            return doWork(batchLimit);
        } catch (Throwable e) {
            onError(e);
            throw new AgentTerminationException(e);
        }
    }

    private int doWork(int eventLimit) {
        if (!log.isReady()) {
            return 0;
        }
        if (snapshots.isRequested() && lastSequence != checkpointSequence && log.takesCheckpointsAnywhere()) {
            checkpoint(false);
        }
        snapshots.copySome();
        return consumer.poll(this, eventLimit);
    }

    @Override
    public void onBatch(EventRing ring, long first, long last) {
        for (long from = first; from <= last; ) {
            long untilCheckpoint = checkpointInterval - (from + firstSequence - 1) % checkpointInterval;
            long to = Math.min(last, from + untilCheckpoint - 1);
            onFrame(ring, from, to);
            if (lastSequence % checkpointInterval == 0) {
                checkpoint(false);
            }
            from = to + 1;
        }
    }

    /** Has the events of a frame journaled and runs them. */
    private void onFrame(EventRing ring, long from, long to) {
        long sampled = from + Math.floorMod(-from, (long) sampleInterval);
        long startNs = sampled <= to ? System.nanoTime() : 0;
        log.append(ring, from, to);
        long journalShareNs = sampled <= to ? (System.nanoTime() - startNs) / (to - from + 1) : 0;
        for (long slot = from; slot <= to; slot++) {
            if (slot == sampled) {
                long runStartNs = System.nanoTime();
                onEvent(ring, slot);
                long serviceTimeNs = System.nanoTime() - runStartNs + journalShareNs;
                serviceTimesNs.recordValue(Math.min(serviceTimeNs, SERVICE_TIME_NS_MAX));
                sampled += sampleInterval;
            } else {
                onEvent(ring, slot);
            }
        }
    }

    private void onEvent(EventRing ring, long slot) {
        lastSequence = slot + firstSequence;
        processor.onEvent(lastSequence, ring.buffer(), ring.payloadOffset(slot));
        log.outcome(lastSequence, processor.eventDigest());
        if (manifest.onEvent(ring.buffer(), ring.payloadOffset(slot))) {
            log.manifestChanged();
        }
        if (processor.isHalted()) {
            throw new EngineHaltedException(lastSequence);
        }
    }

    /**
     * Has hashes of state and outputs journaled; also for whoever ended the thread.
     *
     * @param closing whether the run ends cleanly here.
     */
    void checkpoint(boolean closing) {
        long startNs = System.nanoTime();
        stateHash = processor.stateHash(nodeDigests);
        snapshots.onCheckpoint(lastSequence, stateHash);
        log.checkpoint(lastSequence, processor, stateHash, nodeDigests, closing);
        checkpointSequence = lastSequence;
        checkpointCount++;
        checkpointTimeNsMax = Math.max(checkpointTimeNsMax, System.nanoTime() - startNs);
    }

    /**
     * Runs some events, once the thread has ended; for whoever ended it.
     *
     * @param eventLimit the most events.
     * @return the number of events run.
     */
    int finish(int eventLimit) {
        return doWork(eventLimit);
    }

    /** {@return the last event that was run; for whoever ended the thread} */
    long lastSequence() {
        return lastSequence;
    }

    /** Keeps the first thing that went wrong: the rest follows from it. */
    void onError(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** {@return what ended the engine, null when nothing did} */
    Throwable failure() {
        return failure;
    }

    /** {@return the state hash of the last checkpoint; for use after the end} */
    long stateHash() {
        return stateHash;
    }

    /** {@return the number of checkpoints; for use after the end} */
    long checkpointCount() {
        return checkpointCount;
    }

    /** {@return the time of the longest checkpoint in nanoseconds; for use after the end} */
    long checkpointTimeNsMax() {
        return checkpointTimeNsMax;
    }

    /** {@return sampled times from the start of an event's service to its end, its share of the journal included} */
    Histogram serviceTimesNs() {
        return serviceTimesNs;
    }
}
