// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** An inbound ring and what has come out of it. */
final class RingReader {
    /** One event, with its source. */
    record Event(int sourceId, long sourceSequence, UnsafeBuffer message) {
        int templateId() {
            return InboundEvents.templateId(message, 0);
        }

        long eventTimeNs() {
            return InboundEvents.eventTimeNs(message, 0);
        }
    }

    final EventRing ring;
    private final RingConsumer consumer;

    RingReader(int slotCount, int slotLengthBytes) {
        ring = new EventRing(slotCount, slotLengthBytes);
        consumer = ring.addConsumer();
    }

    /** Takes what is there. */
    List<Event> take() {
        List<Event> events = new ArrayList<>();
        consumer.poll(
                (from, first, last) -> {
                    for (long sequence = first; sequence <= last; sequence++) {
                        byte[] bytes = new byte[from.payloadLength(sequence)];
                        from.buffer().getBytes(from.payloadOffset(sequence), bytes);
                        events.add(new Event(
                                from.sourceId(sequence), from.sourceSequence(sequence), new UnsafeBuffer(bytes)));
                    }
                },
                Integer.MAX_VALUE);
        return events;
    }
}
