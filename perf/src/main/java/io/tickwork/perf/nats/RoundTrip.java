// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long from a trade on NATS until the value that an engine makes of it is there, beside an echo by bare jnats?
 *
 * <p>A trade is published, and the next once the answer has come and a little time has passed, as alone on an idle way:
 * what is wanted is the least that it takes, not what queues add. The echo answers each message with its payload.
 * Trades and answers of both take the same two hops through the broker. Expected: the engine adds its four threads'
 * hand-overs, some microseconds where each has a core, and much more where they have not.
 */
public final class RoundTrip {
    private static final String ECHO = "echo";
    private static final String ECHOED = "echoed";
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 5_000;
    private static final int WARM_UP_MESSAGES = 10_000;
    /** Messages one way before the other has its turn. */
    private static final int BLOCK = 50;

    private static final long PAUSE_NS = 200_000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private RoundTrip() {}

    /**
     * Prints the times.
     *
     * @param args the URL of a server, by default on this machine, and how engine and bridge wait: yielding, the
     *     default, or sleeping.
     */
    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        WaitMode waitMode = args.length > 1 ? WaitMode.valueOf(args[1].toUpperCase(Locale.ROOT)) : WaitMode.YIELDING;
        try (NatsConnection echo = connect(url);
                NatsConnection client = connect(url);
                EngineOnNats engine = EngineOnNats.start(url, waitMode)) {
            answer(echo.client());
            measure(client.client());
            System.out.printf(
                    Locale.ROOT,
                    "the engine took %,d trades and published %,d values%n",
                    engine.inbound().get(InboundCounter.PUBLISHED),
                    engine.outbound(OutboundCounter.PUBLISHED));
        }
    }

    private static NatsConnection connect(String url) {
        return NatsConnection.connect(new NatsContext().url(url));
    }

    private static void answer(Connection connection) throws InterruptedException, TimeoutException {
        connection
                .createDispatcher(message -> connection.publish(ECHOED, message.getData()))
                .subscribe(ECHO);
        connection.flush(ANSWER_LIMIT);
    }

    private static void measure(Connection client) throws InterruptedException, TimeoutException {
        Subscription echoed = client.subscribe(ECHOED);
        Subscription values = client.subscribe(EngineOnNats.VALUES);
        client.flush(ANSWER_LIMIT);
        double[] ratios = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            int count = round < 0 ? WARM_UP_MESSAGES : MESSAGES;
            Histogram bare = new Histogram(3);
            Histogram engine = new Histogram(3);
            for (int done = 0; done < count; done += BLOCK) { // in turns: what the machine does is done to both
                roundTrips(client, ECHO, echoed, done, bare);
                roundTrips(client, EngineOnNats.TRADES, values, done, engine);
            }
            double ratio = (double) engine.getValueAtPercentile(50) / bare.getValueAtPercentile(50);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s bare echo p50 %,7.1f us, p99 %,9.1f us   engine p50 %,7.1f us, p99 %,9.1f us   p50 ratio %.2f%n",
                    round < 0 ? "warm-up" : "round " + (round + 1),
                    bare.getValueAtPercentile(50) / 1e3,
                    bare.getValueAtPercentile(99) / 1e3,
                    engine.getValueAtPercentile(50) / 1e3,
                    engine.getValueAtPercentile(99) / 1e3,
                    ratio);
            if (round >= 0) {
                ratios[round] = ratio;
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "p50 ratios: median %.2f, %.2f to %.2f; %,d trades a round, %d processors, Java %s%n",
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                MESSAGES,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static void roundTrips(Connection client, String to, Subscription answers, int first, Histogram timesNs)
            throws InterruptedException {
        for (int i = first; i < first + BLOCK; i++) {
            byte[] trade = EngineOnNats.trade(i);
            long startNs = System.nanoTime();
            client.publish(to, trade);
            Message answer = answers.nextMessage(ANSWER_LIMIT);
            if (answer == null) {
                throw new IllegalStateException("no answer on " + answers.getSubject() + " to what was sent on " + to);
            }
            timesNs.recordValue(System.nanoTime() - startNs);
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
