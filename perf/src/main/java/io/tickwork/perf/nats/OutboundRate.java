// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.OverflowPolicy;
import io.tickwork.bridge.outbound.SubjectRules;
import io.tickwork.codecs.sbe.IndicatorValueEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.ValueKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many values a second leave through the bridge on core NATS, beside bare jnats with the same payload?
 *
 * <p>In turn one thread publishes with jnats alone, and offers to the bridge, whose own thread publishes; a subscriber
 * takes all of them, until the last of which the time counts. Expected: about the same, as the client library's own
 * threads are the bottleneck. The ratio is between rounds of one run; it wants a nats-server running.
 */
public final class OutboundRate {
    private static final String SUBJECT = "indicators.ES.fast";
    private static final int BATCH = 256;
    private static final int SEQUENCE_OFFSET = MessageHeaderEncoder.ENCODED_LENGTH;

    private OutboundRate() {}

    /**
     * Prints the rates.
     *
     * @param args the URL of a server, by default on this machine.
     */
    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        RateRounds.print(
                () -> rate(url, () -> bare(url)), () -> rate(url, () -> bridge(url)), "a value", value().capacity());
    }

    private static UnsafeBuffer value() {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + IndicatorValueEncoder.BLOCK_LENGTH]);
        new IndicatorValueEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(0)
                .cycleTimeNs(1_700_000_000_000_000_000L)
                .valueBits(Double.doubleToLongBits(4_500.25))
                .cycle(0)
                .outputId(0)
                .symbolId(0)
                .kind(ValueKind.DOUBLE);
        return buffer;
    }

    /** Publishes all messages. */
    private interface Publishing {
        void run() throws IOException, InterruptedException, TimeoutException;
    }

    private static double rate(String url, Publishing publishing) throws InterruptedException, TimeoutException {
        try (NatsConnection connection = NatsConnection.connect(new NatsContext().url(url))) {
            Subscription subscription = connection.client().subscribe(SUBJECT);
            subscription.setPendingLimits(-1, -1);
            connection.client().flush(Duration.ofSeconds(5));
            Thread publisher = new Thread(
                    () -> {
                        try {
                            publishing.run();
                        } catch (IOException | InterruptedException | TimeoutException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    "publisher");
            long startNs = System.nanoTime();
            publisher.start();
            for (int count = 0; count < RateRounds.MESSAGES; ) {
                if (subscription.nextMessage((Duration) null) != null) {
                    count++;
                } else {
                    RateRounds.idle(startNs, count);
                }
            }
            double rate = RateRounds.rate(startNs);
            publisher.join();
            return rate;
        }
    }

    private static void bare(String url) throws InterruptedException, TimeoutException {
        byte[] payload = value().byteArray();
        try (NatsConnection connection = NatsConnection.connect(new NatsContext().url(url))) {
            Connection client = connection.client();
            for (int i = 0; i < RateRounds.MESSAGES; i++) {
                client.publish(SUBJECT, payload.clone()); // as each has bytes of its own in life
            }
            client.flush(Duration.ofMinutes(2));
        }
    }

    private static void bridge(String url) throws IOException {
        Path directory = Files.createTempDirectory("spool");
        OutboundContext context = new OutboundContext()
                .engine("e1")
                .names(new Names())
                .policies(SubjectRules.always(OverflowPolicy.SPOOL))
                .dashboardIntervalNs(0)
                .spoolDirectory(directory)
                .spoolCapacity(1 << 24);
        UnsafeBuffer value = value();
        try (NatsConnection connection = NatsConnection.connect(new NatsContext().url(url));
                NatsOutbound outbound = NatsOutbound.open(connection, context)) {
            outbound.goLive("journal", 1, 0);
            outbound.start();
            for (long sequence = 1; sequence <= RateRounds.MESSAGES; sequence++) {
                while (sequence % BATCH == 0 && !outbound.hasRoom((long) BATCH * value.capacity())) {
                    Thread.yield();
                }
                value.putLong(SEQUENCE_OFFSET, sequence);
                outbound.offer(1, value, 0, value.capacity());
            }
        } finally {
            Files.delete(directory);
        }
    }
}
