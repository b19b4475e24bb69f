// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.Subjects;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.time.Timeframe;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.agrona.DirectBuffer;

/**
 * Plays market data into NATS as a source of it: SBE messages on the default subjects, with source, sequence and
 * exponents in their headers.
 *
 * <p>With acknowledgement each message has an id, its source and number, by which a stream knows it when it is sent
 * again, and {@link #close} returns once the stream has all of them.
 *
 * <p>Threading: one thread, which waits when the broker takes nothing.
 */
public final class MarketPublisher implements AutoCloseable {
    /** Header by which a stream knows messages again. */
    private static final String MESSAGE_ID = "Nats-Msg-Id";

    /** Messages under way to a stream. */
    private static final int WINDOW = 1_024;

    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);
    private static final int TIMEFRAME_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + CandleDecoder.timeframeNsEncodingOffset();

    private final Connection client;
    private final JetStream stream;
    private final String source;
    private final Map<Place, Channel> channels = new HashMap<>();
    private final Deque<CompletableFuture<PublishAck>> underWay = new ArrayDeque<>();
    private long publishedCount;

    private record Place(MarketKind kind, String symbol, long timeframeNs) {}

    private static final class Channel {
        private final String subject;
        private long sequence;

        Channel(String subject) {
            this.subject = subject;
        }
    }

    /**
     * Publishes as a source.
     *
     * @param connection stays its maker's to close, after this.
     * @param source its name, which is new for each run, so that its sequences are.
     * @param isAcknowledged whether a stream has to say that it has each message.
     */
    public MarketPublisher(NatsConnection connection, String source, boolean isAcknowledged) {
        this.client = connection.client();
        this.source = source;
        try {
            stream = isAcknowledged ? client.jetStream() : null;
        } catch (IOException e) {
            throw BridgeException.environment("JetStream cannot be reached: " + e, e);
        }
    }

    /**
     * {@return the kind of an event, null for one that is no market data}
     *
     * @param buffer holds it.
     * @param offset where its header begins.
     */
    public static MarketKind kind(DirectBuffer buffer, int offset) {
        int templateId = InboundEvents.templateId(buffer, offset);
        for (MarketKind kind : MarketKind.values()) {
            if (kind.templateId() == templateId) {
                return kind;
            }
        }
        return null;
    }

    /**
     * Publishes an event.
     *
     * @param symbol it is of.
     * @param buffer holds it; copied.
     * @param offset where its header begins.
     * @param length in bytes.
     * @throws BridgeException if the stream does not take it, or nothing is taken any more.
     */
    public void publish(MarketSymbol symbol, DirectBuffer buffer, int offset, int length) {
        MarketKind kind = kind(buffer, offset);
        long timeframeNs =
                kind == MarketKind.CANDLE ? buffer.getLong(offset + TIMEFRAME_OFFSET, ByteOrder.LITTLE_ENDIAN) : 0;
        Channel channel =
                channels.computeIfAbsent(new Place(kind, symbol.name(), timeframeNs), MarketPublisher::channel);
        byte[] payload = new byte[length];
        buffer.getBytes(offset, payload);
        Headers headers = new Headers()
                .put(MessageHeaders.SOURCE, source)
                .put(MessageHeaders.SEQUENCE, Long.toString(++channel.sequence))
                .put(MessageHeaders.EXPONENTS, symbol.exponents());
        publishedCount++;
        try {
            if (stream == null) {
                client.publish(channel.subject, headers, payload);
            } else {
                headers.put(MESSAGE_ID, Subjects.token(source) + ":" + publishedCount);
                underWay.add(stream.publishAsync(channel.subject, headers, payload));
                awaitAcknowledged(WINDOW);
            }
        } catch (IllegalStateException e) {
            throw BridgeException.environment(
                    "The broker has taken nothing since message " + (publishedCount - 1) + ": " + e.getMessage()
                            + ". Check it, and publish again.",
                    e);
        }
    }

    private static Channel channel(Place place) {
        return new Channel(SubjectTemplate.of(place.kind(), place.kind().defaultPattern())
                .subject(
                        Subjects.token(place.symbol()),
                        place.timeframeNs() == 0 ? "" : Timeframe.format(place.timeframeNs())));
    }

    private void awaitAcknowledged(int leftMax) {
        while (underWay.size() > leftMax) {
            try {
                underWay.poll().join();
            } catch (CompletionException e) {
                throw BridgeException.environment(
                        "No stream has said that it has message " + (publishedCount - underWay.size()) + ": "
                                + e.getCause().getMessage()
                                + ". Check that a stream takes these subjects. Published again as the same source,"
                                + " messages that the stream has are recognised.",
                        e);
            }
        }
    }

    /** {@return the number of messages published} */
    public long publishedCount() {
        return publishedCount;
    }

    /** Returns once the broker has everything. */
    @Override
    public void close() {
        awaitAcknowledged(0);
        try {
            client.flush(FLUSH_LIMIT);
        } catch (TimeoutException | IllegalStateException e) {
            throw BridgeException.environment(
                    "The broker has not taken the last messages. Check it, and publish again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
