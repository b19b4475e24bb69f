// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bare Disruptor, as one would use it for the same messages: an event is a buffer over a place of its own in one
 * block, and the consumer polls.
 */
public final class DisruptorLane implements Lane {
    private final RingBuffer<UnsafeBuffer> ring;
    private final EventPoller<UnsafeBuffer> poller;
    private final TradePayload payload = new TradePayload();
    private final EventPoller.Handler<UnsafeBuffer> handler = this::onEvent;
    private Sink sink;
    private int taken;
    private int limit;

    /** An empty lane. */
    public DisruptorLane() {
        int length = BitUtil.align(TradePayload.LENGTH, BitUtil.CACHE_LINE_LENGTH);
        ByteBuffer block = ByteBuffer.allocateDirect((CAPACITY + 1) * length);
        int[] offset = {
            (int) (BitUtil.CACHE_LINE_LENGTH - new UnsafeBuffer(block).addressOffset() % BitUtil.CACHE_LINE_LENGTH)
        };
        ring = RingBuffer.createSingleProducer(
                () -> {
                    UnsafeBuffer event = new UnsafeBuffer(block, offset[0], length);
                    offset[0] += length;
                    return event;
                },
                CAPACITY,
                new BusySpinWaitStrategy());
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    @Override
    public boolean offer(long number) {
        if (!ring.hasAvailableCapacity(1)) {
            return false;
        }
        long sequence = ring.next();
        payload.encode(ring.get(sequence), 0, number);
        ring.publish(sequence);
        return true;
    }

    @Override
    public int poll(Sink to, int eventLimit) {
        sink = to;
        limit = eventLimit;
        taken = 0;
        try {
            poller.poll(handler);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return taken;
    }

    private boolean onEvent(UnsafeBuffer event, long sequence, boolean isLast) {
        sink.onTrade(event, 0);
        taken++;
        return taken < limit;
    }
}
