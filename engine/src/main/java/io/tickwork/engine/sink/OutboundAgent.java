// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import io.tickwork.ring.SlotDescriptor;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;

/**
 * Hands the outputs in the outbound ring to sinks, each output to every sink before the next.
 *
 * <p>An output leaves once the event that it is of is safe, which {@code released} tells, and every sink has room for a
 * batch.
 *
 * <p>What a sink throws reaches the agent's error handler, and the rest of the batch is lost: sinks of such a run are
 * not to be {@linkplain OutputSink#complete completed}. The sinks stay their maker's to close, after this agent, which
 * takes what is left in the ring when it is closed. Allocates nothing itself.
 */
public final class OutboundAgent implements Agent {
    private final RingConsumer consumer;
    private final int batchLimit;
    private final long batchLengthMax;
    private final LongSupplier released;
    private final LongSupplier run;
    private final OutputSink[] sinks;
    private final BatchHandler handler = this::onBatch;

    private final OutputDecoder decoder = new OutputDecoder();

    private int generation = SlotDescriptor.NO_SOURCE;
    private long caughtUpSequence;

    /** Written by the agent's thread alone. */
    private volatile long unknownTemplateCount;

    /**
     * Connects the ring to sinks; whatever is in it may leave.
     *
     * @param consumer of the outbound ring.
     * @param batchLimit the greatest number of outputs of one duty cycle, positive.
     * @param sinks in the order in which they are given each output.
     * @throws IllegalArgumentException if the limit is not positive.
     */
    public OutboundAgent(RingConsumer consumer, int batchLimit, List<? extends OutputSink> sinks) {
        this(consumer, batchLimit, 0, () -> Long.MAX_VALUE, () -> 0, sinks);
    }

    /**
     * Connects the ring to sinks.
     *
     * @param consumer of the outbound ring.
     * @param batchLimit the greatest number of outputs of one duty cycle, positive.
     * @param outputLengthMax the most bytes of an output.
     * @param released the greatest source sequence of outputs that may leave.
     * @param run the last event that has been run.
     * @param sinks in the order in which they are given each output.
     * @throws IllegalArgumentException if the limit is not positive.
     */
    public OutboundAgent(
            RingConsumer consumer,
            int batchLimit,
            int outputLengthMax,
            LongSupplier released,
            LongSupplier run,
            List<? extends OutputSink> sinks) {
        if (batchLimit <= 0) {
            throw new IllegalArgumentException("batchLimit=" + batchLimit + " is not positive");
        }
        this.consumer = consumer;
        this.batchLimit = batchLimit;
        batchLengthMax = (long) batchLimit * outputLengthMax;
        this.released = released;
        this.run = run;
        this.sinks = sinks.toArray(new OutputSink[0]);
    }

    @Override
    public String roleName() {
        return "outbound";
    }

    @Override
    public int doWork() {
        if (!hasRoom()) {
            return 0;
        }
        // Both before the poll: what came of these events is seen by it.
        long runSequence = run.getAsLong();
        long releasedSequence = released.getAsLong();
        int count = consumer.poll(handler, batchLimit, releasedSequence);
        if (count == 0) {
            onCaughtUp(Math.min(runSequence, releasedSequence));
        }
        return count;
    }

    private boolean hasRoom() {
        for (OutputSink sink : sinks) {
            if (!sink.hasRoom(batchLengthMax)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes what is left in the ring, whose producer has been closed before. Waits for sinks that have no room, until
     * they have, or have given up.
     */
    @Override
    public void onClose() {
        while (!hasRoom() || doWork() > 0) {
            Thread.yield();
        }
    }

    /**
     * Number of messages of templates that no sink takes. May be called from any thread.
     *
     * @return a count that only grows.
     */
    public long unknownTemplateCount() {
        return unknownTemplateCount;
    }

    private void onCaughtUp(long sequence) {
        if (sequence > caughtUpSequence) {
            caughtUpSequence = sequence;
            for (OutputSink sink : sinks) {
                sink.onCaughtUp(sequence);
            }
        }
    }

    private void onBatch(EventRing ring, long firstSequence, long lastSequence) {
        for (long sequence = firstSequence; sequence <= lastSequence; sequence++) {
            int slotGeneration = ring.sourceId(sequence);
            if (slotGeneration != generation) {
                generation = slotGeneration;
                for (OutputSink sink : sinks) {
                    sink.onGeneration(slotGeneration);
                }
            }
            onMessage(ring.buffer(), ring.payloadOffset(sequence));
        }
        for (OutputSink sink : sinks) {
            sink.onBatchEnd();
        }
    }

    private void onMessage(MutableDirectBuffer buffer, int offset) {
        boolean isKnown = true;
        for (OutputSink sink : sinks) {
            isKnown = decoder.give(buffer, offset, sink);
        }
        if (!isKnown) {
            unknownTemplateCount = unknownTemplateCount + 1;
        }
    }
}
