// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.ArrayDeque;
import org.agrona.DirectBuffer;

/**
 * Messages that wait in memory, at most so many: the newest takes the place of the oldest.
 *
 * <p>Threading: one thread offers, another polls; the lock is held for a few instructions. Each message is copied.
 */
final class DropOldestQueue {
    private final int capacity;
    private final OutboundCounters counters;
    private final ArrayDeque<QueuedMessage> messages;

    DropOldestQueue(int capacity, OutboundCounters counters) {
        this.capacity = capacity;
        this.counters = counters;
        messages = new ArrayDeque<>(Math.min(capacity, 1_024));
    }

    void offer(OutboundRoute route, DirectBuffer buffer, int offset, int length) {
        QueuedMessage message = QueuedMessage.copyOf(route, buffer, offset, length);
        boolean isFull;
        synchronized (this) {
            isFull = messages.size() == capacity;
            if (isFull) {
                messages.removeFirst();
            }
            messages.addLast(message);
        }
        if (isFull) {
            counters.increment(OutboundCounter.DROPPED_OLDEST);
        }
    }

    /** {@return the oldest message, null when there is none} */
    synchronized QueuedMessage poll() {
        return messages.pollFirst();
    }

    synchronized int size() {
        return messages.size();
    }
}
