// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpIdleStrategy;

/**
 * The events of these tests, and what an engine that nothing ever happened to makes of them: the oracle. It has no
 * journal and no threads.
 *
 * <p>Every trade has an output, so that what has left tells what was accepted to the event.
 */
final class SyntheticRun {
    static final int SOURCE_ID = 1;
    static final List<GraphSource> GRAPH_SOURCES = List.of(new GraphSource("system-tests", """
            price:     {type: vwap, inputs: [Tick], params: {period: 1}, publish: true}
            vwap:      {inputs: [Tick], params: {period: 100}, publish: true, emit: on-change(0.001)}
            ema-fast:  {type: ema, inputs: [Candle(1m)], params: {period: 12}, publish: true}
            ema-slow:  {type: ema, inputs: [Candle(1m)], params: {period: 26}}
            rsi:       {inputs: [Candle(5m)], publish: true}
            cross:     {type: ma-cross, inputs: [ema-fast, ema-slow, Candle(1m)]}
            """));

    private static final long SEED = 20_260_105;
    private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final int SLOT_COUNT = 1024;

    /**
     * What came out at some event.
     *
     * @param stateHash of the graph.
     * @param outputsHash of all outputs so far.
     */
    record Hashes(long stateHash, long outputsHash) {}

    /** Where the shared run ends. All of it is read at every start. */
    private static final int SHARED_EVENTS = 600_000;

    private static SyntheticRun shared;

    private final long[] eventHashes;
    private final long[] outputSums;
    private final Map<Long, Hashes> hashes = new TreeMap<>();

    private SyntheticRun(int eventCount) {
        eventHashes = new long[eventCount + 1];
        outputSums = new long[eventCount + 1];
    }

    /** {@return a run that several tests share, since it takes seconds} */
    static synchronized SyntheticRun shared() {
        if (shared == null) {
            shared = upTo(SHARED_EVENTS / 2, SHARED_EVENTS);
        }
        return shared;
    }

    static Graph graph() {
        return YamlGraphReader.read(Catalogue.load(), GRAPH_SOURCES);
    }

    /**
     * {@return what publishes the events, the first of which defines the symbol}
     *
     * @param eventCount in all.
     * @param published before.
     */
    static Feed feed(EventRing ring, long eventCount, long published) {
        return new TradeFeed(
                new SyntheticTradeSource(eventCount - 1, SEED, SyntheticMarket.DEFAULT),
                Symbol.named("SYNTH"),
                new TradePublisher(ring, SOURCE_ID, published),
                Pacer.AT_ONCE);
    }

    /**
     * Runs all events without interruption.
     *
     * @param eventCounts at which the hashes are wanted; the last is where it ends.
     */
    static SyntheticRun upTo(int... eventCounts) {
        int eventCount = eventCounts[eventCounts.length - 1];
        SyntheticRun run = new SyntheticRun(eventCount);
        Graph graph = graph();
        EventRing inbound = new EventRing(SLOT_COUNT, EngineContext.SLOT_LENGTH_BYTES);
        EventRing outbound = OutboundPublisher.ring(graph, SLOT_COUNT);
        RingConsumer events = inbound.addConsumer();
        RingConsumer outputs = outbound.addConsumer();
        GraphProcessor processor = new GraphProcessor(
                graph,
                PlanCompiler::compile,
                new OutboundPublisher(graph, outbound, NoOpIdleStrategy.INSTANCE, () -> true));
        long[] sum = {0};
        int next = 0;
        try (Feed feed = feed(inbound, eventCount, 0)) {
            for (int sequence = 1; sequence <= eventCount; sequence++) {
                int event = sequence;
                feed.poll(1);
                events.poll(
                        (ring, first, last) -> {
                            int offset = ring.payloadOffset(first);
                            run.eventHashes[event] = eventHash(
                                    ring.sourceSequence(first), ring.buffer(), offset, ring.payloadLength(first));
                            processor.onEvent(event, ring.buffer(), offset);
                        },
                        1);
                outputs.poll(
                        (ring, first, last) -> {
                            for (long slot = first; slot <= last; slot++) {
                                sum[0] += outputHash(ring, slot);
                            }
                        },
                        Integer.MAX_VALUE);
                run.outputSums[sequence] = sum[0];
                if (sequence == eventCounts[next]) {
                    next++;
                    run.hashes.put(
                            (long) sequence,
                            new Hashes(
                                    processor.stateHash(new long[processor.nodeDigestCountMax()]),
                                    processor.outputsHash()));
                }
            }
        }
        return run;
    }

    /** {@return the hash of an event and where it came from} */
    static long eventHash(long sourceSequence, DirectBuffer buffer, int offset, int length) {
        return hash(sourceSequence, buffer, offset, length);
    }

    /** {@return the hash of an output; those of several outputs are added up} */
    static long outputHash(EventRing ring, long slot) {
        return hash(ring.sourceSequence(slot), ring.buffer(), ring.payloadOffset(slot), ring.payloadLength(slot));
    }

    private static long hash(long seed, DirectBuffer buffer, int offset, int length) {
        long hash = (seed + length) * HASH_FACTOR;
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ buffer.getLong(at), 29) * HASH_FACTOR;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ buffer.getByte(at), 29) * HASH_FACTOR;
        }
        return hash ^ hash >>> 32;
    }

    /** {@return the hash of the event of a sequence, from 1} */
    long eventHash(long sequence) {
        return eventHashes[(int) sequence];
    }

    /** {@return the number of events} */
    long eventCount() {
        return eventHashes.length - 1;
    }

    /**
     * {@return the sum of the hashes of the outputs of some events}
     *
     * @param after the event before the first.
     * @param upTo the last event.
     */
    long outputSum(long after, long upTo) {
        return outputSums[(int) upTo] - outputSums[(int) after];
    }

    /** {@return what came out at one of the events asked for} */
    Hashes hashesAt(long sequence) {
        return hashes.get(sequence);
    }
}
