// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;

/**
 * One reader of a ring, polled by the one thread that owns it.
 *
 * <p>Design note: Disruptor's {@code BatchEventProcessor} owns a loop, hands out one event at a time and waits inside
 * it. Here the caller owns the loop: an agent polls once per duty cycle and idles as its {@link WaitMode} says when
 * there was nothing. The batch arrives as a unit, so that it can be journaled by one append; several consumers can
 * share a thread; start, stop and failure are the agent's as everywhere else; and a test steps a consumer by hand. The
 * model is Disruptor's {@code EventPoller}.
 */
public final class RingConsumer {
    private final EventRing ring;
    private final SequenceBarrier barrier;
    private final Sequence sequence;

    RingConsumer(EventRing ring, SequenceBarrier barrier, Sequence sequence) {
        this.ring = ring;
        this.barrier = barrier;
        this.sequence = sequence;
    }

    /**
     * Hands what is available, up to a limit, to the handler in one call; does nothing when nothing is. Never blocks
     * and allocates nothing. Whatever the handler throws reaches the caller, and the batch counts as consumed.
     *
     * @param handler to be given the batch.
     * @param batchLimit the greatest number of events to hand over.
     * @return the number of events handed over, 0 if none was available.
     */
    public int poll(BatchHandler handler, int batchLimit) {
        return poll(handler, batchLimit, Long.MAX_VALUE);
    }

    /**
     * Does what {@link #poll(BatchHandler, int)} does, but ends before the first event that may not be handed over yet.
     *
     * @param handler to be given the batch.
     * @param batchLimit the greatest number of events to hand over.
     * @param sourceSequenceMax the greatest {@linkplain EventRing#sourceSequence source sequence} that may be handed
     *     over.
     * @return the number of events handed over, 0 if none was available.
     */
    public int poll(BatchHandler handler, int batchLimit, long sourceSequenceMax) {
        long first = sequence.get() + 1;
        int count = (int) Math.min(barrier.getCursor() - first + 1, batchLimit);
        if (sourceSequenceMax != Long.MAX_VALUE) {
            count = countUpTo(first, count, sourceSequenceMax);
        }
        if (count <= 0) {
            return 0;
        }
        long last = first + count - 1;
        try {
            handler.onBatch(ring, first, last);
        } finally {
            sequence.set(last);
        }
        return count;
    }

    private int countUpTo(long first, int limit, long sourceSequenceMax) {
        int count = 0;
        while (count < limit && ring.sourceSequence(first + count) <= sourceSequenceMax) {
            count++;
        }
        return count;
    }

    /**
     * How far this consumer has come. May be called from any thread: what the handler wrote for events up to here is
     * visible to the caller.
     *
     * @return the last sequence consumed, -1 before the first.
     */
    public long sequence() {
        return sequence.get();
    }

    EventRing ring() {
        return ring;
    }

    Sequence gatingSequence() {
        return sequence;
    }
}
