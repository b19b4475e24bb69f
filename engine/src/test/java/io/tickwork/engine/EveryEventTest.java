// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.ClockEncoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever kind of event an engine takes, its journal gives the same again. Method: events of every kind, of two
 * symbols, in a seeded order go through a whole engine with nodes that fault, are reset and are changed; a replay must
 * end with the same hashes, having compared every event.
 */
class EveryEventTest {
    private static final long SEED = 20260105;
    private static final int EVENTS = 2_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long START_NS = 1_767_600_000 * SECOND_NS;

    private static final String GRAPH = """
            candles: {1m: external, grace: 1s}
            symbols: {limit: 2}
            indicators:
              tick: {type: copy, inputs: [Tick], publish: true}
              bid: {type: copy, inputs: [Quote.bid], publish: true}
              best: {type: copy, inputs: [Depth.ask], publish: true}
              bar: {type: copy, inputs: [Candle(1m)], publish: true}
              long: {type: copy, inputs: [Candle(5m)], publish: true}
              forming: {type: copy, inputs: [Candle(1s).forming], publish: true}
              scaled: {type: scaled, inputs: [tick], publish: true}
              fuse: {type: fuse, inputs: [tick], publish: true}
              daily: {type: copy, inputs: [tick], reset: session, publish: true}
            groups:
              both: {type: scaled, inputs: [ES/scaled], publish: true}
            """;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final Random random = new Random(SEED);
    private long timeNs = START_NS;

    @TempDir
    private Path temporary;

    @Test
    void shouldReplayEventsOfEveryKind() {
        Engine engine = Engine.create(SteppedEngine.context(temporary, GRAPH));
        engine.open();
        List<Integer> templates = new ArrayList<>();
        offer(engine, definition(0, "ES"));
        offer(engine, definition(1, "NQ"));
        for (int i = 0; i < EVENTS; i++) {
            timeNs += random.nextInt(4) * SECOND_NS / 2;
            offer(engine, event(random.nextInt(40), random.nextInt(2)));
            templates.add(InboundEvents.templateId(buffer, 0));
        }
        engine.close();
        assertThat(engine.failure()).isNull();
        assertThat(templates)
                .as("kinds of events, seed %d", SEED)
                .contains(
                        TradeEncoder.TEMPLATE_ID,
                        QuoteEncoder.TEMPLATE_ID,
                        DepthEncoder.TEMPLATE_ID,
                        CandleEncoder.TEMPLATE_ID,
                        ClockEncoder.TEMPLATE_ID,
                        ParameterChangeEncoder.TEMPLATE_ID,
                        NodeResetEncoder.TEMPLATE_ID,
                        SessionStatusEncoder.TEMPLATE_ID);
        assertThat(engine.processor().refusedCount()).as("changes out of range").isPositive();

        ReplayResult replayed = Replay.of(temporary, TestNodes.CATALOGUE, OutputHandler.NONE, sequence -> {});

        assertThat(replayed.difference()).as("seed %d", SEED).isNull();
        assertThat(replayed.isComplete()).isTrue();
        assertThat(replayed.checkedEventCount()).isEqualTo(EVENTS + 2);
        assertThat(replayed.outputCount()).isGreaterThan(EVENTS);
        assertThat(replayed.outputsHash()).isEqualTo(engine.processor().outputsHash());
        assertThat(replayed.stateHash()).isEqualTo(engine.stateHash());
    }

    private void offer(Engine engine, int length) {
        EventRing ring = engine.inbound();
        long sequence = ring.tryClaim(length);
        ring.buffer().putBytes(ring.payloadOffset(sequence), buffer, 0, length);
        ring.publish(sequence);
        engine.agent().doWork();
        engine.outboundConsumer().poll((outbound, first, last) -> {}, Integer.MAX_VALUE);
    }

    /** Encodes an event; returns its length. */
    private int event(int kind, int symbol) {
        return switch (kind) {
            case 0 -> change(symbol, random.nextInt(120));
            case 1, 2 -> reset(symbol);
            case 3 -> status(symbol);
            case 4, 5 -> clock();
            case 6, 7, 8 -> candle(symbol);
            case 9, 10, 11, 12 -> depth(symbol);
            case 13, 14, 15, 16, 17, 18 -> quote(symbol);
            default -> trade(symbol);
        };
    }

    private long price() {
        return (100 + random.nextInt(100)) * SECOND_NS;
    }

    private int definition(int symbol, String name) {
        SymbolDefinitionEncoder encoder = new SymbolDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.priceExponent((byte) -9).sizeExponent((byte) -9).symbolName(name);
        return encoder.limit();
    }

    private int trade(int symbol) {
        TradeEncoder encoder = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.aggressorSide(AggressorSide.BUYER)
                .priceMantissa(price())
                .sizeMantissa(SECOND_NS)
                .tradeId(1);
        return encoder.limit();
    }

    private int quote(int symbol) {
        QuoteEncoder encoder = new QuoteEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        long bid = price();
        encoder.bidPriceMantissa(bid)
                .bidSizeMantissa(SECOND_NS)
                .askPriceMantissa(bid + SECOND_NS)
                .askSizeMantissa(SECOND_NS);
        return encoder.limit();
    }

    private int depth(int symbol) {
        DepthEncoder encoder = new DepthEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.updateId(1);
        long bid = price();
        DepthEncoder.BidsEncoder bids = encoder.bidsCount(10);
        for (int level = 0; level < 10; level++) {
            bids.next().priceMantissa(bid - level * 1_000).sizeMantissa(SECOND_NS);
        }
        DepthEncoder.AsksEncoder asks = encoder.asksCount(10);
        for (int level = 0; level < 10; level++) {
            asks.next().priceMantissa(bid + 1_000 + level * 1_000).sizeMantissa(SECOND_NS);
        }
        return encoder.limit();
    }

    private int candle(int symbol) {
        long minuteNs = 60 * SECOND_NS;
        timeNs = (timeNs / minuteNs + 1) * minuteNs;
        CandleEncoder encoder = new CandleEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        long price = price();
        encoder.tradeCount(3)
                .timeframeNs(minuteNs)
                .openTimeNs(timeNs - minuteNs)
                .openMantissa(price)
                .highMantissa(price)
                .lowMantissa(price)
                .closeMantissa(price)
                .volumeMantissa(SECOND_NS);
        return encoder.limit();
    }

    private int clock() {
        ClockEncoder encoder = new ClockEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, InboundEvents.NO_SYMBOL);
        return encoder.limit();
    }

    private int change(int symbol, double value) {
        ParameterChangeEncoder encoder = new ParameterChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.changesCount(1).next().value(value).node("scaled").parameter("factor");
        return encoder.limit();
    }

    private int reset(int symbol) {
        NodeResetEncoder encoder = new NodeResetEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.node("fuse");
        return encoder.limit();
    }

    private int status(int symbol) {
        SessionStatusEncoder encoder = new SessionStatusEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        encoder.status(random.nextBoolean() ? SessionState.OPEN : SessionState.CLOSED);
        return encoder.limit();
    }
}
