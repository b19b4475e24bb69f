// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS that, once made, is made again for ever when it is lost. What befalls it is counted and logged.
 *
 * <p>Threading: from any thread. The client library has threads of its own for reading, writing and telling; what is
 * asked of {@link #client()} may block when the broker does not take what is sent, for seconds: never on the engine's
 * thread.
 */
public final class NatsConnection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NatsConnection.class);

    private static final long SLOW_LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    private final NatsContext context;
    private final AtomicLongArray counts = new AtomicLongArray(ConnectionCounter.values().length);
    private volatile boolean isMade;
    private volatile Exception lastException;
    private volatile Connection client;

    /** Only for the thread that the client library tells events on: it tells each failed attempt as a loss. */
    private boolean isConnected;

    private NatsConnection(NatsContext context) {
        this.context = context;
    }

    /**
     * Connects.
     *
     * @param context concluded here if it is not.
     * @return the connection.
     * @throws BridgeException if no server answers, the server wants other credentials, or has another certificate.
     */
    public static NatsConnection connect(NatsContext context) {
        NatsConnection connection = new NatsConnection(context.conclude());
        connection.make();
        return connection;
    }

    private void make() {
        try {
            client = Nats.connect(context.options()
                    .connectionListener(this::onEvent)
                    .errorListener(new Errors())
                    .build());
            isMade = true;
        } catch (AuthenticationException e) {
            throw BridgeException.input(
                    "The NATS server " + context.url() + " refuses us: " + e.getMessage()
                            + ". Give the file of credentials or of the NKey that it knows.",
                    e);
        } catch (IOException e) {
            Exception met = lastException;
            String reason = met == null ? e.getMessage() : met.getMessage();
            throw BridgeException.environment(
                    "No NATS server could be connected to at " + context.url() + ": " + reason
                            + ". Check that it runs there, and whether it wants TLS (tls://) and which certificates.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BridgeException.environment("Interrupted while connecting to " + context.url(), e);
        }
    }

    private void onEvent(Connection source, ConnectionListener.Events event) {
        switch (event) {
            case CONNECTED -> isConnected = true;
            case DISCONNECTED -> {
                if (isConnected) {
                    isConnected = false;
                    increment(ConnectionCounter.DISCONNECTS);
                    LOGGER.warn("The connection to NATS at {} is lost; trying again until it is back.", context.url());
                }
            }
            case RECONNECTED -> {
                isConnected = true;
                increment(ConnectionCounter.RECONNECTS);
                LOGGER.info("Connected to NATS at {} again.", context.url());
            }
            case LAME_DUCK -> {
                // It disconnects its clients one by one, so that they do not all come to the others at once.
                increment(ConnectionCounter.LAME_DUCKS);
                LOGGER.warn("The NATS server {} will end soon.", source.getConnectedUrl());
            }
            case RESUBSCRIBED, DISCOVERED_SERVERS, CLOSED -> {
                // Nothing to do: what was subscribed to stays subscribed to.
            }
        }
    }

    private void increment(ConnectionCounter counter) {
        counts.incrementAndGet(counter.ordinal());
    }

    /** {@return the client library's own connection, for this module} */
    public Connection client() {
        return client;
    }

    /** {@return the settings it was made with} */
    public NatsContext context() {
        return context;
    }

    /** {@return where the connection is in its life; what the client library has not noticed yet is not told} */
    public ConnectionState state() {
        return switch (client.getStatus()) {
            case CONNECTED -> ConnectionState.CONNECTED;
            case CLOSED -> ConnectionState.CLOSED;
            default -> ConnectionState.RECONNECTING;
        };
    }

    /**
     * {@return how often something has happened}
     *
     * @param counter what.
     */
    public long count(ConnectionCounter counter) {
        return counts.get(counter.ordinal());
    }

    /** Closes it for good; what was published is sent before, if the broker takes it. Idempotent. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts; called by threads of the client library. */
    private final class Errors implements ErrorListener {
        private volatile long slowLogNs = System.nanoTime() - SLOW_LOG_INTERVAL_NS;

        @Override
        public void errorOccurred(Connection source, String error) {
            increment(ConnectionCounter.SERVER_ERRORS);
            if (isMade) { // before, whoever connects is told
                LOGGER.warn("The NATS server says: {}", error);
            }
        }

        @Override
        public void exceptionOccurred(Connection source, Exception exception) {
            increment(ConnectionCounter.EXCEPTIONS);
            lastException = exception;
            if (isMade) {
                LOGGER.debug("The NATS client met an exception", exception);
            }
        }

        @Override
        public void slowConsumerDetected(Connection source, Consumer consumer) {
            increment(ConnectionCounter.SLOW_CONSUMERS);
            long nowNs = System.nanoTime();
            if (nowNs - slowLogNs >= SLOW_LOG_INTERVAL_NS) {
                slowLogNs = nowNs;
                LOGGER.warn("More comes from NATS than is taken: the client drops messages, and counts them.");
            }
        }

        @Override
        public void messageDiscarded(Connection source, Message message) {
            increment(ConnectionCounter.DISCARDED);
        }

        @Override
        public void socketWriteTimeout(Connection source) {
            increment(ConnectionCounter.WRITE_TIMEOUTS);
        }
    }
}
