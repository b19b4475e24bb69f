// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last message of a stream: what is there has arrived.
 *
 * @param streamSequence of the last message there ever was, 0 for none.
 * @param idText of that message; null when there is none, or it has no id.
 * @param subjects that the stream takes.
 */
record StreamEnd(long streamSequence, String idText, List<String> subjects) {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamEnd.class);
    private static final String MESSAGE_ID = "Nats-Msg-Id";
    private static final int STREAM_NOT_FOUND = 10_059;
    private static final int MESSAGE_NOT_FOUND = 10_037;
    private static final int SUBJECTS_OVERLAP = 10_065;
    private static final long OPEN_LIMIT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long OPEN_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * {@return the end of a stream, which is made if there is none of that name}
     *
     * @throws BridgeException if it can neither be found nor made.
     */
    static StreamEnd open(Connection connection, StreamSettings settings) {
        long startNs = System.nanoTime();
        while (true) {
            try {
                StreamEnd end = read(connection, settings.name());
                return end == null ? create(connection, settings) : end;
            } catch (IOException e) {
                // A broker that has just started may take a while until its streams are there.
                if (System.nanoTime() - startNs > OPEN_LIMIT_NS) {
                    throw unavailable(settings.name(), e);
                }
                LockSupport.parkNanos(OPEN_INTERVAL_NS);
            } catch (JetStreamApiException e) {
                throw unavailable(settings.name(), e);
            }
        }
    }

    private static BridgeException unavailable(String name, Exception e) {
        return BridgeException.environment(
                "The stream " + name + " cannot be had from the broker (" + e.getMessage()
                        + "). Is JetStream switched on there (nats-server -js), and may this user use it?",
                e);
    }

    private static StreamEnd create(Connection connection, StreamSettings settings)
            throws IOException, JetStreamApiException {
        StreamConfiguration configuration = StreamConfiguration.builder()
                .name(settings.name())
                .description("Outputs of one Tickwork engine")
                .subjects(settings.subjects())
                .storageType(StorageType.File)
                .duplicateWindow(settings.duplicateWindow())
                .build();
        try {
            connection.jetStreamManagement().addStream(configuration);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == SUBJECTS_OVERLAP) {
                throw BridgeException.input("The stream " + settings.name()
                        + " cannot be made: another stream takes some of the subjects "
                        + String.join(", ", settings.subjects())
                        + ". Each engine needs subjects of its own: name those of its symbols, such as"
                        + " indicators.ES.> and strategy.signals.ES.");
            }
            throw e;
        }
        LOGGER.info("Made the stream {} for {}", settings.name(), settings.subjects());
        return new StreamEnd(0, null, settings.subjects());
    }

    /**
     * {@return the end of a stream, null when there is no such stream}
     *
     * @throws IOException when the broker does not answer.
     * @throws JetStreamApiException when it answers something else.
     */
    static StreamEnd read(Connection connection, String name) throws IOException, JetStreamApiException {
        JetStreamManagement streams = connection.jetStreamManagement();
        StreamInfo info;
        try {
            info = streams.getStreamInfo(name);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == STREAM_NOT_FOUND) {
                return null;
            }
            throw e;
        }
        long last = info.getStreamState().getLastSequence();
        List<String> subjects = info.getConfiguration().getSubjects();
        if (last == 0) {
            return new StreamEnd(0, null, subjects);
        }
        try {
            return new StreamEnd(last, id(streams.getMessage(name, last)), subjects);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == MESSAGE_NOT_FOUND) {
                return new StreamEnd(last, null, subjects); // deleted by age, or purged
            }
            throw e;
        }
    }

    /** {@return the id of a message, null when it has none} */
    static String id(MessageInfo message) {
        Headers headers = message.getHeaders();
        return headers == null ? null : headers.getFirst(MESSAGE_ID);
    }

    /** {@return whether the stream takes messages of a subject} */
    boolean takes(String subject) {
        return subjects.stream().anyMatch(pattern -> SubjectPattern.of(pattern).matches(subject));
    }
}
