// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.tail;

import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.outbound.SubjectPattern;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Takes what passes on subjects, from now on.
 *
 * <p>Threading: one thread.
 */
public final class SubjectTail implements AutoCloseable {
    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(5);

    private final NatsConnection connection;
    private final Subscription subscription;

    /**
     * A message.
     *
     * @param subject that it was published on.
     * @param payload of it.
     */
    public record Received(String subject, byte[] payload) {}

    /**
     * Begins; when this returns the broker knows.
     *
     * @param connection to the broker; stays open.
     * @param subject may have wildcards.
     * @throws IllegalArgumentException if it is no subject.
     * @throws BridgeException if the broker does not answer.
     */
    public SubjectTail(NatsConnection connection, String subject) {
        SubjectPattern.of(subject);
        this.connection = connection;
        subscription = connection.client().subscribe(subject);
        try {
            connection.client().flush(SUBSCRIBE_LIMIT);
        } catch (TimeoutException e) {
            throw BridgeException.environment(
                    "The NATS server at " + connection.context().url() + " does not answer. Is it stopped?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BridgeException.environment("Interrupted while subscribing to " + subject, e);
        }
    }

    /**
     * {@return the next message, null when none comes}
     *
     * @param waitMs how long to wait for it, in milliseconds.
     */
    public Received next(long waitMs) {
        try {
            Message message = subscription.nextMessage(Duration.ofMillis(waitMs));
            return message == null ? null : new Received(message.getSubject(), message.getData());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** {@return how many messages the client has dropped, as they came faster than they were taken} */
    public long droppedCount() {
        return subscription.getDroppedCount();
    }

    @Override
    public void close() {
        if (subscription.isActive()) {
            subscription.unsubscribe();
        }
    }
}
