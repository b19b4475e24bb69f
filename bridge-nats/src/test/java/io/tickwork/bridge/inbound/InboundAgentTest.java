// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Message;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.validate.Refusal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundAgentTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Frames frames = new Frames();
    private final QueueSource source = new QueueSource();
    private final RingReader reader = new RingReader(16, 512);
    private final InboundCounters counters = new InboundCounters();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long nowNs = Frames.TIME_NS + 5;
    private InboundAgent agent;

    @BeforeEach
    void make() {
        make(new InboundContext(), reader);
    }

    private void make(InboundContext context, RingReader target) {
        context.symbols(Frames.SYMBOLS).clocks(() -> nowNs, () -> nowNs).conclude();
        agent = new InboundAgent(source, null, context, counters, target.ring);
    }

    /** Runs until nothing is left to do, and takes what has come without the definitions. */
    private List<RingReader.Event> run(Message... messages) {
        source.add(messages);
        while (agent.doWork() > 0) {
            // Until nothing is left.
        }
        return reader.take().stream()
                .filter(event -> event.templateId() != SymbolDefinitionDecoder.TEMPLATE_ID)
                .toList();
    }

    private void assertRefused(Refusal refusal, Message message) {
        long before = counters.get(refusal);
        assertThat(run(message)).isEmpty();
        assertThat(counters.get(refusal)).as(refusal.name()).isEqualTo(before + 1);
        assertThat(counters.get(InboundCounter.REFUSED)).isPositive();
    }

    @Test
    void shouldDefineSymbolsFirst() {
        source.add(Frames.message("md.trade.ES", frames.trade(1)));
        while (agent.doWork() > 0) {
            // Until nothing is left.
        }
        List<RingReader.Event> events = reader.take();

        assertThat(events).extracting(RingReader.Event::templateId).containsExactly(6, 6, 1);
        SymbolDefinitionDecoder definition = new SymbolDefinitionDecoder();
        definition.wrapAndApplyHeader(events.get(1).message(), 0, header);
        assertThat(definition.symbolId()).isEqualTo(1);
        assertThat(definition.priceExponent()).isEqualTo((byte) -4);
        assertThat(definition.sizeExponent()).isEqualTo((byte) -2);
        assertThat(definition.symbolName()).isEqualTo("BRK.B");
        assertThat(events.get(1).sourceId()).isEqualTo(InboundSources.BRIDGE);
        assertThat(events.get(1).sourceSequence()).isEqualTo(2);
        assertThat(events.get(2).sourceId()).isEqualTo(InboundSources.CORE);
        assertThat(events.get(2).sourceSequence()).isEqualTo(1);
    }

    @Test
    void shouldDefineOnlyWhatTheJournalDoesNot() {
        make(
                new InboundContext().definedCount(1).journaledSequence(id -> id == InboundSources.BRIDGE ? 40 : 0),
                reader);
        agent.doWork();

        List<RingReader.Event> events = reader.take();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).sourceSequence()).isEqualTo(41);
        assertThat(InboundEvents.symbolId(events.get(0).message(), 0)).isEqualTo(1);
    }

    @Test
    void shouldPublishWhatIsSound() {
        List<RingReader.Event> events = run(
                Frames.message("md.trade.ES", frames.trade(7)),
                Frames.message("md.quote.BRK%2EB", frames.quote()),
                Frames.message("md.depth.ES", frames.depth()),
                Frames.message("md.candle.5m.ES", frames.candle()));

        assertThat(events)
                .extracting(RingReader.Event::templateId)
                .containsExactly(
                        TradeDecoder.TEMPLATE_ID,
                        QuoteDecoder.TEMPLATE_ID,
                        DepthDecoder.TEMPLATE_ID,
                        CandleDecoder.TEMPLATE_ID);
        assertThat(InboundEvents.symbolId(events.get(1).message(), 0)).isEqualTo(1);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.eventTimeNs()).isEqualTo(Frames.TIME_NS);
            assertThat(InboundEvents.receiveTimeNs(event.message(), 0)).isEqualTo(nowNs);
        });
        assertThat(counters.get(InboundCounter.RECEIVED)).isEqualTo(4);
        assertThat(counters.get(InboundCounter.PUBLISHED)).isEqualTo(4);
        assertThat(agent.publishedCount()).isEqualTo(6);
    }

    @Test
    void shouldMakeTheSameEventOfJson() {
        assertThat(run(
                                Frames.json(
                                        "md.trade.ES",
                                        "{\"time\":" + Frames.TIME_NS
                                                + ",\"price\":4500.25,\"size\":\"3\",\"side\":\"buy\",\"id\":7}"),
                                Frames.json(
                                        "md.quote.ES",
                                        "{\"time\":\"" + Frames.TIME_NS
                                                + "\",\"bid\":\"4500.00\",\"bidSize\":1,\"ask\":4500.25,\"askSize\":2}"),
                                Frames.json(
                                        "md.depth.ES",
                                        "{\"time\":\"2023-11-14T22:13:20Z\",\"id\":7,\"bids\":[[1.00,0],[0.99,1],[0.98,2],"
                                                + "[0.97,3],[0.96,4],[0.95,5],[0.94,6],[0.93,7],[0.92,8],[0.91,9]],"
                                                + "\"asks\":[[\"1.01\",\"5\"]]}"),
                                Frames.json(
                                        "md.candle.5m.ES",
                                        "{\"openTime\":\"2023-11-14T22:08:20Z\",\"open\":0.02,\"high\":0.04,\"low\":0.01,"
                                                + "\"close\":0.03,\"volume\":0,\"trades\":3}"))
                        .stream()
                        .map(event -> event.message()))
                .isEqualTo(run(
                                Frames.message("md.trade.ES", frames.trade(7)),
                                Frames.message("md.quote.ES", frames.quote()),
                                Frames.message("md.depth.ES", frames.depth()),
                                Frames.message("md.candle.5m.ES", frames.candle()))
                        .stream()
                        .map(event -> event.message())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FORMAT|md.trade.ES|",
                "FORMAT|md.trade.ES|[]",
                "FORMAT|md.trade.ES|{}",
                "FORMAT|md.trade.ES|{'time':1,'price':1,'size':1} x",
                "FORMAT|md.trade.ES|{'time':1,'price':1,'size':1,'price':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':1,'size':1,'colour':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':NaN,'size':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':1e2,'size':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':true,'size':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':{'a':1},'size':1}",
                "FORMAT|md.trade.ES|{'time':1,'price':1,'size':1,'side':'BUY'}",
                "TIME|md.trade.ES|{'time':'2023-13-14T22:13:20Z','price':1,'size':1}",
                "TIME|md.trade.ES|{'time':0,'price':1,'size':1}",
                "PRECISION|md.trade.ES|{'time':1,'price':0.001,'size':1}",
                "PRECISION|md.trade.ES|{'time':1,'price':1,'size':99999999999999999999}",
                "PRICE|md.trade.ES|{'time':1,'price':0.00,'size':1}",
                "SIZE|md.trade.ES|{'time':1,'price':1,'size':-1}",
                "LEVELS|md.depth.ES|{'time':1,'bids':[[1,1],[1,1],[1,1],[1,1],[1,1],[1,1],[1,1],[1,1],[1,1],[1,1],[1,1]],'asks':[]}",
                "FORMAT|md.depth.ES|{'time':1,'bids':[[1,1,1]],'asks':[]}",
                "FORMAT|md.depth.ES|{'time':1,'bids':[[1,1]]}",
                "CANDLE|md.candle.1m.ES|{'openTime':1,'open':1,'high':1,'low':2,'close':1,'volume':1}",
            })
    void shouldRefuseJson(Refusal refusal, String subject, String json) {
        assertRefused(refusal, Frames.json(subject, json == null ? "" : json.replace('\'', '"')));
    }

    @Test
    void shouldRefuseBySubjectAndHeaders() {
        byte[] trade = frames.trade(1);
        assertRefused(Refusal.SYMBOL, Frames.message("md.trade.NQ", trade));
        assertRefused(Refusal.SYMBOL, Frames.message("md.trade.BRK", trade));
        assertRefused(Refusal.SUBJECT, Frames.message("md.candle.7x.ES", frames.candle()));
        assertRefused(Refusal.CANDLE, Frames.message("md.candle.1m.ES", frames.candle()));
        assertRefused(Refusal.TEMPLATE, Frames.message("md.quote.ES", trade));
        assertRefused(Refusal.HEADER, Frames.message("md.trade.ES", trade, MessageHeaders.CONTENT_TYPE, "text/plain"));
        assertRefused(Refusal.HEADER, Frames.message("md.trade.ES", trade, MessageHeaders.SEQUENCE, "1"));
        assertRefused(Refusal.HEADER, Frames.message("md.trade.ES", trade, MessageHeaders.SOURCE, "a"));
        assertRefused(
                Refusal.HEADER,
                Frames.message("md.trade.ES", trade, MessageHeaders.SOURCE, "a", MessageHeaders.SEQUENCE, "-1"));
        assertRefused(Refusal.EXPONENT, Frames.message("md.trade.ES", trade, MessageHeaders.EXPONENTS, "-9,-9"));
        assertRefused(Refusal.OVERSIZED, Frames.message("md.trade.ES", new byte[100_000]));
        assertRefused(Refusal.LENGTH, Frames.message("md.trade.ES", new byte[0]));

        assertThat(run(Frames.message("md.trade.ES", trade, MessageHeaders.EXPONENTS, "-2,0")))
                .hasSize(1);
        assertThat(run(Frames.message("md.other.ES", trade))).isEmpty();
        assertThat(counters.get(InboundCounter.OTHERS)).isEqualTo(1);
        assertThat(counters.get(InboundCounter.RECEIVED))
                .isEqualTo(counters.get(InboundCounter.REFUSED)
                        + counters.get(InboundCounter.PUBLISHED)
                        + counters.get(InboundCounter.OTHERS));
    }

    @Test
    void shouldLeaveOtherSymbolsToOthersWhereToldSo() {
        make(new InboundContext().othersAreIgnored(true), reader);

        assertThat(run(Frames.message("md.trade.NQ", frames.trade(1)))).isEmpty();
        assertThat(counters.get(InboundCounter.OTHERS)).isEqualTo(1);
        assertThat(counters.get(InboundCounter.REFUSED)).isZero();
    }

    @Test
    void shouldRefuseWhatIsLongerThanASlot() {
        RingReader shortSlots = new RingReader(16, 128);
        make(new InboundContext(), shortSlots);

        assertRefused(Refusal.OVERSIZED, Frames.message("md.depth.ES", frames.depth()));
    }

    @Test
    void shouldKeepWhatFindsTheRingFull() {
        RingReader small = new RingReader(2, 512);
        make(new InboundContext(), small);
        for (int i = 0; i < 20; i++) {
            source.add(Frames.message("md.trade.ES", frames.trade(i)));
        }
        int publishedCount = 0;
        long sequence = 0;
        while (publishedCount < 20) {
            agent.doWork();
            for (RingReader.Event event : small.take()) {
                if (event.templateId() == TradeDecoder.TEMPLATE_ID) {
                    assertThat(event.sourceSequence()).isEqualTo(++sequence);
                    publishedCount++;
                }
            }
        }
        assertThat(counters.get(InboundCounter.BACK_PRESSURE)).isPositive();
        assertThat(counters.get(InboundCounter.PUBLISHED)).isEqualTo(20);
    }

    @Test
    void shouldTakeNothingWhileOneIsKept() {
        RingReader small = new RingReader(2, 512);
        make(new InboundContext(), small); // the definitions fill it
        agent.doWork();
        for (int i = 0; i < 5; i++) {
            source.add(Frames.message("md.trade.ES", frames.trade(i)));
        }
        agent.doWork();
        agent.doWork();

        assertThat(source.size()).isEqualTo(4);
    }

    @Test
    void shouldCountGapsDuplicatesAndReordering() {
        byte[] trade = frames.trade(1);

        assertThat(run(
                        Frames.sequenced("md.trade.ES", trade, "a", 5),
                        Frames.sequenced("md.trade.ES", trade, "a", 9),
                        Frames.sequenced("md.trade.ES", trade, "a", 7),
                        Frames.sequenced("md.trade.ES", trade, "a", 7),
                        Frames.sequenced("md.trade.ES", trade, "b", 1),
                        Frames.sequenced("md.trade.BRK%2EB", trade, "a", 1)))
                .hasSize(5);

        assertThat(counters.get(InboundCounter.MISSING)).isEqualTo(3);
        assertThat(counters.get(InboundCounter.LATE)).isEqualTo(1);
        assertThat(counters.get(InboundCounter.DUPLICATES)).isEqualTo(1);
    }

    @Test
    void shouldClearWhatASenderHasWhereNoFieldIs() {
        byte[] dirty = frames.quote();
        dirty[InboundEvents.COMMON_LENGTH - 1] = 77;

        assertThat(run(Frames.message("md.quote.ES", dirty)).get(0).message())
                .isEqualTo(run(Frames.message("md.quote.ES", frames.quote()))
                        .get(0)
                        .message());
    }

    @Test
    void shouldTellTheTimeWhenNothingElseDoes() {
        make(new InboundContext().clockIntervalNs(SECOND_NS).clockGraceNs(100), reader);
        assertThat(run()).isEmpty();

        nowNs += SECOND_NS;
        List<RingReader.Event> events = run(Frames.message("md.trade.ES", frames.trade(1)));
        assertThat(events)
                .extracting(RingReader.Event::templateId)
                .containsExactly(TradeDecoder.TEMPLATE_ID, ClockDecoder.TEMPLATE_ID);
        assertThat(events.get(1).eventTimeNs()).isEqualTo(nowNs - 100);
        assertThat(InboundEvents.symbolId(events.get(1).message(), 0)).isEqualTo(InboundEvents.NO_SYMBOL);
        assertThat(run()).as("not twice").isEmpty();

        nowNs += 3 * SECOND_NS;
        assertThat(run()).as("not one for each second that was missed").hasSize(1);
        assertThat(counters.get(InboundCounter.CLOCKS)).isEqualTo(2);
    }

    @Test
    void shouldNotBeAheadOfWhatStillWaits() {
        make(new InboundContext().clockIntervalNs(SECOND_NS), reader);
        agent.doWork();
        reader.take();
        for (int i = 0; i < 500; i++) {
            source.add(Frames.message("md.trade.ES", frames.trade(i)));
        }
        nowNs += SECOND_NS;
        agent.doWork();

        assertThat(reader.take()).allMatch(event -> event.templateId() == TradeDecoder.TEMPLATE_ID);
    }
}
