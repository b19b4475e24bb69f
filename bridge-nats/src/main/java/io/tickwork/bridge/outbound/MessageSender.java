// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.nats.client.Connection;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes on core NATS. Threading: the publishing thread, which the client may block for seconds. */
final class MessageSender {
    private static final Logger LOGGER = LoggerFactory.getLogger(MessageSender.class);

    private final Connection connection;
    private final Payloads payloads;
    private final OutboundCounters counters;
    private boolean isRefusalLogged;

    MessageSender(Connection connection, OutboundNames names, OutboundCounters counters) {
        this.connection = connection;
        this.counters = counters;
        payloads = new Payloads(names);
    }

    /** {@return whether the client is connected: else messages are better off in our own queues than in its} */
    boolean isConnected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /** {@return whether the client has taken the message; else it is to be sent again later} */
    boolean send(OutboundRoute route, DirectBuffer buffer, int offset, int length) {
        byte[] payload = payloads.payload(route, buffer, offset, length);
        try {
            connection.publish(route.subject(), Payloads.headers(route), payload);
        } catch (IllegalStateException e) {
            counters.increment(OutboundCounter.NOT_TAKEN);
            if (!isRefusalLogged) {
                isRefusalLogged = true;
                LOGGER.warn("The NATS client takes no messages for now ({}); they wait.", e.getMessage());
            }
            return false;
        }
        isRefusalLogged = false;
        counters.increment(OutboundCounter.PUBLISHED);
        return true;
    }

    boolean send(QueuedMessage message) {
        return send(message.route(), message.frame(), 0, message.frame().capacity());
    }
}
