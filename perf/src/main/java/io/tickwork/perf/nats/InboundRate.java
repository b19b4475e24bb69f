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
import java.util.Locale;
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
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 500_000;
    private static final long LIMIT_NS = 120_000_000_000L;

    private InboundRate() {}

    /**
     * Prints the rates.
     *
     * @param args the URL of a server, by default on this machine.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        byte[] payload = trade();
        double[] bare = new double[ROUNDS];
        double[] bridge = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) { // one to warm up
            double bareRate = bare(url, payload);
            double bridgeRate = bridge(url, payload);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s bare jnats %,10.0f messages/s   bridge %,10.0f   ratio %.2f%n",
                    round < 0 ? "warm-up" : "round " + (round + 1),
                    bareRate,
                    bridgeRate,
                    bridgeRate / bareRate);
            if (round >= 0) {
                bare[round] = bareRate;
                bridge[round] = bridgeRate;
            }
        }
        Arrays.sort(bare);
        Arrays.sort(bridge);
        System.out.printf(
                Locale.ROOT,
                "median   bare jnats %,10.0f messages/s   bridge %,10.0f   ratio %.2f; %,d trades of %d bytes a round,"
                        + " Java %s%n",
                bare[ROUNDS / 2],
                bridge[ROUNDS / 2],
                bridge[ROUNDS / 2] / bare[ROUNDS / 2],
                MESSAGES,
                payload.length,
                Runtime.version());
    }

    private static byte[] trade() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        InboundEvents.stamp(buffer, 0, 1_700_000_000_000_000_000L, 0, 0);
        trade.priceMantissa(450_025).sizeMantissa(3).tradeId(1);
        return Arrays.copyOf(buffer.byteArray(), trade.limit());
    }

    private static double bare(String url, byte[] payload) throws IOException, InterruptedException {
        Connection connection = Nats.connect(
                Options.builder().server(url).ignoreDiscoveredServers().build());
        try {
            Subscription subscription = connection.subscribe(SUBJECT);
            subscription.setPendingLimits(-1, -1);
            connection.flush(Duration.ofSeconds(5));
            Thread publisher = publisher(url, payload);
            long startNs = System.nanoTime();
            for (int count = 0; count < MESSAGES; ) {
                if (subscription.nextMessage((Duration) null) != null) {
                    count++;
                } else {
                    checkTime(startNs, count);
                    Thread.yield();
                }
            }
            double rate = rate(startNs);
            publisher.join();
            return rate;
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            connection.close();
        }
    }

    private static double bridge(String url, byte[] payload) throws InterruptedException {
        InboundContext context = new InboundContext().symbols(List.of(new MarketSymbol(0, "ES", -2, 0)));
        EventRing ring = new EventRing(8_192, 128);
        RingConsumer consumer = ring.addConsumer();
        try (NatsConnection connection =
                NatsConnection.connect(new NatsContext().url(url).pendingMessages(MESSAGES))) {
            InboundAgent agent = InboundAgent.create(connection, context, ring);
            Thread publisher = publisher(url, payload);
            long startNs = System.nanoTime();
            while (agent.counters().get(InboundCounter.PUBLISHED) < MESSAGES) {
                if (agent.doWork() == 0) {
                    checkTime(startNs, agent.counters().get(InboundCounter.PUBLISHED));
                    Thread.yield();
                }
                consumer.poll((from, first, last) -> {}, Integer.MAX_VALUE);
            }
            double rate = rate(startNs);
            publisher.join();
            agent.onClose();
            return rate;
        }
    }

    private static double rate(long startNs) {
        return MESSAGES * 1e9 / (System.nanoTime() - startNs);
    }

    private static void checkTime(long startNs, long count) {
        if (System.nanoTime() - startNs > LIMIT_NS) {
            throw new IllegalStateException("only " + count + " of " + MESSAGES + " messages came");
        }
    }

    private static Thread publisher(String url, byte[] payload) {
        Thread thread = new Thread(
                () -> {
                    try (NatsConnection connection = NatsConnection.connect(new NatsContext().url(url))) {
                        Connection client = connection.client();
                        for (int i = 0; i < MESSAGES; i++) {
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
