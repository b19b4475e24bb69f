// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Messages that a test has put there. */
final class QueueSource implements MessageSource {
    private final Deque<Message> messages = new ArrayDeque<>();
    private long sequence;

    void add(Message... more) {
        messages.addAll(List.of(more));
    }

    int size() {
        return messages.size();
    }

    @Override
    public Message next() {
        sequence += messages.isEmpty() ? 0 : 1;
        return messages.poll();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int sourceId() {
        return InboundSources.CORE;
    }

    @Override
    public boolean isUnordered() {
        return true;
    }

    @Override
    public boolean isCaughtUp() {
        return messages.isEmpty();
    }

    @Override
    public void refreshCounts() {
        // There are none.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
