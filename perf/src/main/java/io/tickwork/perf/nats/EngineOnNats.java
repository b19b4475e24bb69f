// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Message;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.InboundCounters;
import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with its journal, between core NATS and core NATS: each trade gives one value, its price. Closed, it leaves
 * no files.
 *
 * <p>Threading: one thread; the counters from any.
 */
final class EngineOnNats implements AutoCloseable {
    /** Where trades are sent to. */
    static final String TRADES = "md.trade.ES";
    /** Where their values come. */
    static final String VALUES = "indicators.ES.last";

    private static final long TIME_NS = 1_700_000_000_000_000_000L;
    private static final List<GraphSource> GRAPH = List.of(
            new GraphSource("last-price", "last: {type: vwap, inputs: [Tick], params: {period: 1}, publish: true}\n"));

    private final Path directory;
    private final NatsConnection connection;
    private final NatsSink sink = new NatsSink();
    private final Pipeline pipeline;
    private InboundAgent inbound;

    private EngineOnNats(String url, WaitMode waitMode) throws IOException {
        directory = Files.createTempDirectory("engine-on-nats");
        connection = NatsConnection.connect(new NatsContext().url(url));
        Graph graph = YamlGraphReader.read(Catalogue.load(), GRAPH);
        sink.outbound(NatsOutbound.open(
                connection,
                new OutboundContext()
                        .engine("perf")
                        .names(new NatsNames(new GraphOutputNames(graph, id -> "ES"), graph))
                        .dashboardIntervalNs(0)
                        .spoolDirectory(directory.resolve("spool"))
                        .spoolCapacity(1 << 24)));
        EngineContext context = new EngineContext()
                .graph(graph, GRAPH)
                .journalDirectory(directory.resolve("journal"))
                .waitMode(waitMode);
        InboundContext market = new InboundContext()
                .symbols(List.of(new MarketSymbol(0, "ES", -2, 0)))
                .clockIntervalNs(0);
        pipeline = new Pipeline(
                context,
                (ring, resumed) -> {
                    inbound = InboundAgent.create(connection, market, ring);
                    return new NatsFeed(inbound);
                },
                List.of(sink));
        pipeline.start();
    }

    /** Starts one; it takes what is sent from now on. */
    static EngineOnNats start(String url, WaitMode waitMode) throws IOException {
        return new EngineOnNats(url, waitMode);
    }

    InboundCounters inbound() {
        return inbound.counters();
    }

    long outbound(OutboundCounter counter) {
        return sink.count(counter);
    }

    /** {@return the payload of a trade} */
    static byte[] trade(int index) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH]);
        TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        InboundEvents.stamp(buffer, 0, TIME_NS + index, 0, 0);
        trade.priceMantissa(450_000 + index % 100).sizeMantissa(3).tradeId(index);
        return buffer.byteArray();
    }

    /** {@return of which trade a value is} */
    static int index(Message value) {
        IndicatorValueDecoder decoder = new IndicatorValueDecoder();
        decoder.wrapAndApplyHeader(new UnsafeBuffer(value.getData()), 0, new MessageHeaderDecoder());
        return (int) (decoder.cycleTimeNs() - TIME_NS);
    }

    @Override
    public void close() throws IOException {
        try (connection;
                sink;
                pipeline) {
            pipeline.stop();
            while (!pipeline.isDone()) {
                Thread.yield();
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
