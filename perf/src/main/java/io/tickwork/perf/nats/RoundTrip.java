// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.NatsFeed;
import io.tickwork.engine.sink.NatsNames;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How long from a trade on NATS until the value that an engine makes of it is there, beside an echo by bare jnats?
 *
 * <p>A trade is published, and the next once the answer has come and a little time has passed, as alone on an idle way:
 * what is wanted is the least that it takes, not what queues add. The echo answers each message with its payload.
 * Trades and answers of both take the same two hops through the broker. Expected: the engine adds its four threads'
 * hand-overs, some microseconds where each has a core, and much more where they have not.
 */
public final class RoundTrip {
    private static final String TRADES = "md.trade.ES";
    private static final String VALUES = "indicators.ES.last";
    private static final String ECHO = "echo";
    private static final String ECHOED = "echoed";
    private static final int ROUNDS = 3;
    private static final int MESSAGES = 5_000;
    private static final int WARM_UP_MESSAGES = 3_000;
    private static final long PAUSE_NS = 200_000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long TIME_NS = 1_700_000_000_000_000_000L;
    private static final List<GraphSource> GRAPH = List.of(
            new GraphSource("round-trip", "last: {type: vwap, inputs: [Tick], params: {period: 1}, publish: true}\n"));

    private RoundTrip() {}

    /**
     * Prints the times.
     *
     * @param args the URL of a server, by default on this machine.
     */
    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        Path directory = Files.createTempDirectory("round-trip");
        NatsSink sink = new NatsSink();
        Graph graph = YamlGraphReader.read(Catalogue.load(), GRAPH);
        try (NatsConnection echo = connect(url);
                NatsConnection client = connect(url);
                NatsConnection connection = connect(url);
                sink) {
            answer(echo.client());
            sink.outbound(NatsOutbound.open(
                    connection,
                    new OutboundContext()
                            .engine("round-trip")
                            .names(new NatsNames(new GraphOutputNames(graph, id -> "ES"), graph))
                            .dashboardIntervalNs(0)
                            .spoolDirectory(directory.resolve("spool"))
                            .spoolCapacity(1 << 24)));
            EngineContext context = new EngineContext()
                    .graph(graph, GRAPH)
                    .journalDirectory(directory.resolve("journal"))
                    .waitMode(WaitMode.YIELDING);
            InboundContext inbound = new InboundContext()
                    .symbols(List.of(new MarketSymbol(0, "ES", -2, 0)))
                    .clockIntervalNs(0);
            try (Pipeline pipeline = new Pipeline(
                    context,
                    (ring, resumed) -> new NatsFeed(InboundAgent.create(connection, inbound, ring)),
                    List.of(sink))) {
                pipeline.start();
                measure(client.client());
                pipeline.stop();
                while (!pipeline.isDone()) {
                    Thread.yield();
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
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
        double[] ratios = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            int count = round < 0 ? WARM_UP_MESSAGES : MESSAGES;
            Histogram bare = roundTrips(client, ECHO, ECHOED, count);
            Histogram engine = roundTrips(client, TRADES, VALUES, count);
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
                "median of p50 ratios %.2f; %,d trades a round, %d processors, Java %s%n",
                ratios[ROUNDS / 2],
                MESSAGES,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static Histogram roundTrips(Connection client, String to, String from, int count)
            throws InterruptedException, TimeoutException {
        Histogram timesNs = new Histogram(3);
        Subscription answers = client.subscribe(from);
        client.flush(ANSWER_LIMIT);
        for (int i = 0; i < count; i++) {
            byte[] trade = trade(i);
            long startNs = System.nanoTime();
            client.publish(to, trade);
            Message answer = answers.nextMessage(ANSWER_LIMIT);
            if (answer == null) {
                throw new IllegalStateException("no answer on " + from + " to what was sent on " + to);
            }
            timesNs.recordValue(System.nanoTime() - startNs);
            LockSupport.parkNanos(PAUSE_NS);
        }
        answers.unsubscribe();
        return timesNs;
    }

    private static byte[] trade(int index) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH]);
        TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        InboundEvents.stamp(buffer, 0, TIME_NS + index, 0, 0);
        trade.priceMantissa(450_000 + index % 100).sizeMantissa(3).tradeId(index);
        return buffer.byteArray();
    }
}
