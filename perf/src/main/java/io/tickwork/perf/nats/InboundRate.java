// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many trades a second come in through the bridge, beside bare jnats that only takes the messages?
 *
 * <p>One thread publishes as fast as it can; another takes the messages, in turn by jnats alone and by the bridge,
 * which decodes, checks and publishes to a ring that is emptied on the same thread. Expected: about the same, as the
 * client library's own threads are the bottleneck. The ratio is between rounds of one run; it wants a nats-server
 * running.
 */
public final class InboundRate {
    private static final String SUBJECT = "md.trade.ES";

    private InboundRate() {}

    /**
     * Prints the rates.
     *
     * @param args the URL of a server, by default on this machine.
     */
    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        byte[] payload = trade();
        RateRounds.print(() -> bare(url, payload), () -> bridge(url, payload), "a trade", payload.length);
    }

    private static byte[] trade() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        InboundEvents.stamp(buffer, 0, 1_700_000_000_000_000_000L, 0, 0);
        trade.priceMantissa(450_025).sizeMantissa(3).tradeId(1);
        return Arrays.copyOf(buffer.byteArray(), trade.limit());
    }

    private static double bare(String url, byte[] payload) throws IOException, InterruptedException, TimeoutException {
        Connection connection = Nats.connect(
                Options.builder().server(url).ignoreDiscoveredServers().build());
        try {
            Subscription subscription = connection.subscribe(SUBJECT);
            subscription.setPendingLimits(-1, -1);
            connection.flush(Duration.ofSeconds(5));
            Thread publisher = publisher(url, payload);
            long startNs = System.nanoTime();
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
        } finally {
            connection.close();
        }
    }

    private static double bridge(String url, byte[] payload) throws InterruptedException {
        InboundContext context = new InboundContext().symbols(List.of(new MarketSymbol(0, "ES", -2, 0)));
        EventRing ring = new EventRing(8_192, 128);
        RingConsumer consumer = ring.addConsumer();
        try (NatsConnection connection =
                NatsConnection.connect(new NatsContext().url(url).pendingMessages(RateRounds.MESSAGES))) {
            InboundAgent agent = InboundAgent.create(connection, context, ring);
            Thread publisher = publisher(url, payload);
            long startNs = System.nanoTime();
            while (agent.counters().get(InboundCounter.PUBLISHED) < RateRounds.MESSAGES) {
                if (agent.doWork() == 0) {
                    RateRounds.idle(startNs, agent.counters().get(InboundCounter.PUBLISHED));
                }
                consumer.poll((from, first, last) -> {}, Integer.MAX_VALUE);
            }
            double rate = RateRounds.rate(startNs);
            publisher.join();
            agent.onClose();
            return rate;
        }
    }

    private static Thread publisher(String url, byte[] payload) {
        Thread thread = new Thread(
                () -> {
                    try (NatsConnection connection = NatsConnection.connect(new NatsContext().url(url))) {
                        Connection client = connection.client();
                        for (int i = 0; i < RateRounds.MESSAGES; i++) {
                            client.publish(SUBJECT, payload);
                        }
                        client.flush(Duration.ofMinutes(2));
                    } catch (InterruptedException | TimeoutException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "publisher");
        thread.start();
        return thread;
    }
}
