// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.OutboundPublisher;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.NoOpIdleStrategy;

/** The events of these tests, and what an engine that nothing ever happened to makes of them: the oracle. */
final class StreamRun {
    static final String STREAM = "outputs";
    static final String MARKET_STREAM = "market";
    static final String MARKET_SUBJECT = "md.trade.SYNTH";
    static final String SYMBOL = "SYNTH";
    static final MarketSymbol MARKET_SYMBOL =
            new MarketSymbol(0, SYMBOL, Decimal.DEFAULT_EXPONENT, Decimal.DEFAULT_EXPONENT);
    static final int SOURCE_ID = 1;
    static final List<GraphSource> GRAPH_SOURCES = List.of(new GraphSource("stream-tests", """
            price:     {type: vwap, inputs: [Tick], params: {period: 1}, publish: true}
            vwap:      {inputs: [Tick], params: {period: 100}, publish: true, emit: on-change(0.001)}
            ema-fast:  {type: ema, inputs: [Candle(1m)], params: {period: 12}, publish: true}
            ema-slow:  {type: ema, inputs: [Candle(1m)], params: {period: 26}}
            cross:     {type: ma-cross, inputs: [ema-fast, ema-slow, Candle(1m)]}
            """));

    private static final long SEED = 20_260_106;
    private static final int SLOT_COUNT = 1024;

    private StreamRun() {}

    static Graph graph() {
        return YamlGraphReader.read(Catalogue.load(), GRAPH_SOURCES);
    }

    static Feed feed(EventRing ring, long eventCount, long published, Pacer pacer) {
        return new TradeFeed(
                new SyntheticTradeSource(eventCount - 1, SEED, SyntheticMarket.DEFAULT),
                Symbol.named(SYMBOL),
                new TradePublisher(ring, SOURCE_ID, published),
                pacer);
    }

    /**
     * An engine's run that nothing happens to.
     *
     * @param events as they stand in the inbound ring: the definition of the symbol, then trades.
     * @param outputs as they stand in the outbound ring.
     * @param stateHash in the end.
     */
    record Undisturbed(List<byte[]> events, List<byte[]> outputs, long stateHash) {}

    static Undisturbed undisturbed(int eventCount) {
        Graph graph = graph();
        EventRing inbound = new EventRing(SLOT_COUNT, EngineContext.SLOT_LENGTH_BYTES);
        EventRing outbound = OutboundPublisher.ring(graph, SLOT_COUNT);
        RingConsumer events = inbound.addConsumer();
        RingConsumer outputs = outbound.addConsumer();
        GraphProcessor processor = new GraphProcessor(
                graph,
                PlanCompiler::compile,
                new OutboundPublisher(graph, outbound, NoOpIdleStrategy.INSTANCE, () -> true));
        List<byte[]> eventFrames = new ArrayList<>();
        List<byte[]> outputFrames = new ArrayList<>();
        try (Feed feed = feed(inbound, eventCount, 0, Pacer.AT_ONCE)) {
            for (int sequence = 1; sequence <= eventCount; sequence++) {
                int event = sequence;
                feed.poll(1);
                events.poll(
                        (ring, first, last) -> {
                            eventFrames.add(frame(ring, first));
                            processor.onEvent(event, ring.buffer(), ring.payloadOffset(first));
                        },
                        1);
                outputs.poll(
                        (ring, first, last) -> {
                            for (long slot = first; slot <= last; slot++) {
                                outputFrames.add(frame(ring, slot));
                            }
                        },
                        Integer.MAX_VALUE);
            }
        }
        return new Undisturbed(
                eventFrames, outputFrames, processor.stateHash(new long[processor.nodeDigestCountMax()]));
    }

    private static byte[] frame(EventRing ring, long slot) {
        byte[] frame = new byte[ring.payloadLength(slot)];
        ring.buffer().getBytes(ring.payloadOffset(slot), frame);
        return frame;
    }
}
