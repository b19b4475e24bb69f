// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;

/** Our ring, with slots as the engine has them. */
public final class RingLane implements Lane {
    private static final int SLOT_LENGTH_BYTES = 128;
    private static final int SOURCE_ID = 1;

    private final EventRing ring = new EventRing(CAPACITY, SLOT_LENGTH_BYTES);
    private final RingConsumer consumer = ring.addConsumer();
    private final TradePayload payload = new TradePayload();
    private final BatchHandler handler = this::onBatch;
    private Sink sink;

    /** An empty lane. */
    public RingLane() {}

    @Override
    public boolean offer(long number) {
        long sequence = ring.tryClaim(TradePayload.LENGTH, SOURCE_ID, number);
        if (sequence == EventRing.BACK_PRESSURED) {
            return false;
        }
        payload.encode(ring.buffer(), ring.payloadOffset(sequence), number);
        ring.publish(sequence);
        return true;
    }

    @Override
    public int poll(Sink to, int limit) {
        sink = to;
        return consumer.poll(handler, limit);
    }

    private void onBatch(EventRing from, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            if (from.payloadLength(sequence) != TradePayload.LENGTH) { // the head is read too, as the engine does
                throw new IllegalStateException("a trade came with another length");
            }
            sink.onTrade(from.buffer(), from.payloadOffset(sequence));
        }
    }
}
