// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.NatsConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Messages of core NATS: at most once, and only what is sent while we listen. Within a subject they keep their order;
 * subjects of different patterns are taken in turn.
 */
final class CoreSource implements MessageSource {
    private final InboundCounters counters;
    private final Subscription[] subscriptions;
    private int turn;
    private long sequence;
    private boolean isCaughtUp;

    /**
     * Subscribes; returns once the broker has heard of it.
     *
     * @param patterns to subscribe to.
     * @param sequence of the last message in the journal, 0 for none: there it is a mere count.
     */
    CoreSource(NatsConnection connection, List<String> patterns, long sequence, InboundCounters counters) {
        this.sequence = sequence;
        this.counters = counters;
        Connection client = connection.client();
        List<Subscription> made = new ArrayList<>();
        for (String pattern : patterns) {
            Subscription subscription = client.subscribe(pattern);
            subscription.setPendingLimits(
                    connection.context().pendingMessages(), connection.context().pendingBytes());
            made.add(subscription);
        }
        subscriptions = made.toArray(new Subscription[0]);
        try {
            client.flush(Duration.ofMillis(connection.context().connectTimeoutMs()));
        } catch (TimeoutException e) {
            throw BridgeException.environment(
                    "The NATS server at " + connection.context().url() + " does not answer. Check it, and start again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Message next() {
        try {
            for (int i = 0; i < subscriptions.length; i++) {
                Message message = subscriptions[turn].nextMessage((Duration) null); // does not wait
                turn = turn + 1 == subscriptions.length ? 0 : turn + 1;
                if (message != null) {
                    sequence++;
                    isCaughtUp = false;
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isCaughtUp = true;
        return null;
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
        return isCaughtUp;
    }

    @Override
    public void refreshCounts() {
        long dropped = 0;
        for (Subscription subscription : subscriptions) {
            dropped += subscription.getDroppedCount();
        }
        counters.set(InboundCounter.DROPPED, dropped);
    }

    @Override
    public void close() {
        refreshCounts();
        for (Subscription subscription : subscriptions) {
            counters.add(InboundCounter.UNREAD, subscription.getPendingMessageCount());
        }
    }
}
