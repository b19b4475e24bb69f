// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.tickwork.codecs.validate.Refusal;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was refused: a copy to a subject for it, and a line in the log, neither more often than is good. For one
 * thread.
 */
final class DeadLetters {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    /** What a copy has more than the original: headers, with a subject of any length that NATS takes in practice. */
    private static final int ADDED_LENGTH_MAX = 4_096;

    private final Connection client;
    private final String subject;
    private final int perSecond;
    private final NanoClock clock;
    private final InboundCounters counters;
    private long secondStartNs;
    private int countOfSecond;
    private long lastLogNs;
    private long unloggedCount;

    /** @param client to copy by; null to copy nothing. */
    DeadLetters(Connection client, InboundContext context, InboundCounters counters) {
        this.client = client;
        subject = context.deadLetterSubject();
        perSecond = context.deadLettersPerSecond();
        clock = context.nanoClock();
        this.counters = counters;
        secondStartNs = clock.nanoTime();
        lastLogNs = secondStartNs - LOG_INTERVAL_NS;
    }

    void add(Message message, Refusal refusal) {
        long nowNs = clock.nanoTime();
        unloggedCount++;
        if (nowNs - lastLogNs >= LOG_INTERVAL_NS) {
            LOGGER.warn(
                    "Refused {} of the messages that came; the last was on {}, for its {}.",
                    unloggedCount,
                    message.getSubject(),
                    refusal);
            lastLogNs = nowNs;
            unloggedCount = 0;
        }
        if (subject == null || client == null) {
            return;
        }
        if (nowNs - secondStartNs >= SECOND_NS) {
            secondStartNs = nowNs;
            countOfSecond = 0;
        }
        if (countOfSecond < perSecond && client.getStatus() == Connection.Status.CONNECTED && copy(message, refusal)) {
            countOfSecond++;
            counters.increment(InboundCounter.DEAD_LETTERS);
        } else {
            counters.increment(InboundCounter.DEAD_LETTERS_LEFT_OUT);
        }
    }

    private boolean copy(Message message, Refusal refusal) {
        byte[] payload = message.getData();
        Headers headers = new Headers()
                .put(MessageHeaders.REFUSED, refusal.name())
                .put(MessageHeaders.SUBJECT, message.getSubject());
        if (message.getHeaders() != null) {
            for (String name : new String[] {
                MessageHeaders.CONTENT_TYPE, MessageHeaders.SOURCE, MessageHeaders.SEQUENCE, MessageHeaders.EXPONENTS
            }) {
                String value = message.getHeaders().getFirst(name);
                if (value != null && value.length() < ADDED_LENGTH_MAX / 16) {
                    headers.put(name, value);
                }
            }
        }
        int lengthMax = (int) Math.min(Integer.MAX_VALUE, client.getMaxPayload()) - 2 * ADDED_LENGTH_MAX;
        if (payload.length > lengthMax) {
            headers.put(MessageHeaders.LENGTH, Integer.toString(payload.length));
            payload = Arrays.copyOf(payload, Math.max(0, lengthMax));
        }
        try {
            client.publish(subject, headers, payload);
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false; // a name that NATS takes from others and not from us, or the connection has just gone
        }
    }
}
