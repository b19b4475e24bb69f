// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.codecs.time.Timeframe;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Sound payloads, and messages of them. */
final class Frames {
    static final long TIME_NS = 1_700_000_000_000_000_000L;
    static final List<MarketSymbol> SYMBOLS =
            List.of(new MarketSymbol(0, "ES", -2, 0), new MarketSymbol(1, "BRK.B", -4, -2));

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    byte[] trade(long tradeId) {
        TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, TIME_NS, 0, 99);
        trade.aggressorSide(AggressorSide.BUYER)
                .priceMantissa(450_025)
                .sizeMantissa(3)
                .tradeId(tradeId);
        return bytes(trade.limit());
    }

    byte[] quote() {
        QuoteEncoder quote = new QuoteEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, TIME_NS, 0, 99);
        quote.bidPriceMantissa(450_000)
                .bidSizeMantissa(1)
                .askPriceMantissa(450_025)
                .askSizeMantissa(2);
        return bytes(quote.limit());
    }

    byte[] depth() {
        DepthEncoder depth = new DepthEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, TIME_NS, 0, 99);
        depth.updateId(7);
        DepthEncoder.BidsEncoder bids = depth.bidsCount(10);
        for (int i = 0; i < 10; i++) {
            bids.next().priceMantissa(100 - i).sizeMantissa(i);
        }
        depth.asksCount(1).next().priceMantissa(101).sizeMantissa(5);
        return bytes(depth.limit());
    }

    byte[] candle() {
        CandleEncoder candle = new CandleEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, TIME_NS, 0, 99);
        long timeframeNs = Timeframe.parse("5m");
        candle.tradeCount(3)
                .timeframeNs(timeframeNs)
                .openTimeNs(TIME_NS - timeframeNs)
                .openMantissa(2)
                .highMantissa(4)
                .lowMantissa(1)
                .closeMantissa(3)
                .volumeMantissa(0);
        return bytes(candle.limit());
    }

    byte[] parameterChange() {
        ParameterChangeEncoder change = new ParameterChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, TIME_NS, 0, 99);
        ParameterChangeEncoder.ChangesEncoder changes = change.changesCount(2);
        changes.next().value(1.5).node("fast").parameter("threshold");
        changes.next().value(0).node("slow").parameter("threshold");
        return bytes(change.limit());
    }

    byte[] nodeReset() {
        NodeResetEncoder reset = new NodeResetEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, 0, 0, 99);
        reset.node("fast");
        return bytes(reset.limit());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    static Message message(String subject, byte[] payload, String... headers) {
        NatsMessage.Builder message = NatsMessage.builder().subject(subject).data(payload);
        if (headers.length > 0) {
            Headers named = new Headers();
            for (int i = 0; i < headers.length; i += 2) {
                named.put(headers[i], headers[i + 1]);
            }
            message.headers(named);
        }
        return message.build();
    }

    static Message json(String subject, String payload) {
        return message(subject, payload.getBytes(UTF_8), MessageHeaders.CONTENT_TYPE, MessageHeaders.JSON);
    }

    static Message sequenced(String subject, byte[] payload, String source, long sequence) {
        return message(
                subject, payload, MessageHeaders.SOURCE, source, MessageHeaders.SEQUENCE, Long.toString(sequence));
    }
}
