// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;

/**
 * Hands the outputs in the outbound ring to sinks, each output to every sink before the next.
 *
 * <p>An output leaves once the event that it is of is safe, which {@code released} tells.
 *
 * <p>What a sink throws reaches the agent's error handler, and the rest of the batch is lost: sinks of such a run are
 * not to be {@linkplain OutputSink#complete completed}. The sinks stay their maker's to close, after this agent, which
 * takes what is left in the ring when it is closed. Allocates nothing itself.
 */
public final class OutboundAgent implements Agent {
    private final RingConsumer consumer;
    private final int batchLimit;
    private final LongSupplier released;
    private final OutputSink[] sinks;
    private final BatchHandler handler = this::onBatch;

    private final OutputDecoder decoder = new OutputDecoder();

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
        this(consumer, batchLimit, () -> Long.MAX_VALUE, sinks);
    }

    /**
     * Connects the ring to sinks.
     *
     * @param consumer of the outbound ring.
     * @param batchLimit the greatest number of outputs of one duty cycle, positive.
     * @param released the greatest source sequence of outputs that may leave.
     * @param sinks in the order in which they are given each output.
     * @throws IllegalArgumentException if the limit is not positive.
     */
    public OutboundAgent(
            RingConsumer consumer, int batchLimit, LongSupplier released, List<? extends OutputSink> sinks) {
        if (batchLimit <= 0) {
            throw new IllegalArgumentException("batchLimit=" + batchLimit + " is not positive");
        }
        this.consumer = consumer;
        this.batchLimit = batchLimit;
        this.released = released;
        this.sinks = sinks.toArray(new OutputSink[0]);
    }

    @Override
    public String roleName() {
        return "outbound";
    }

    @Override
    public int doWork() {
        return consumer.poll(handler, batchLimit, released.getAsLong());
    }

    /** Takes what is left in the ring, whose producer has been closed before. */
    @Override
    public void onClose() {
        while (doWork() > 0) {
            // Until nothing is left.
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

    private void onBatch(EventRing ring, long firstSequence, long lastSequence) {
        for (long sequence = firstSequence; sequence <= lastSequence; sequence++) {
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
