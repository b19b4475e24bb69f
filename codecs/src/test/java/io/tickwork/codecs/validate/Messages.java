// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.validate;

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
import io.tickwork.codecs.time.Timeframe;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A sound message of every inbound template, each in a buffer that ends with it. */
final class Messages {
    static final long TIME_NS = 1_385_409_600_000_000_000L;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    List<UnsafeBuffer> all() {
        return List.of(
                trade(),
                quote(),
                depth(),
                candle(),
                clock(),
                symbolDefinition(),
                parameterChange(),
                nodeReset(),
                sessionStatus());
    }

    UnsafeBuffer trade() {
        TradeEncoder encoder = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(0);
        encoder.aggressorSide(AggressorSide.SELLER)
                .priceMantissa(1)
                .sizeMantissa(0)
                .tradeId(-1);
        return message(encoder.encodedLength());
    }

    UnsafeBuffer quote() {
        QuoteEncoder encoder = new QuoteEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(1);
        encoder.bidPriceMantissa(1).bidSizeMantissa(0).askPriceMantissa(2).askSizeMantissa(3);
        return message(encoder.encodedLength());
    }

    UnsafeBuffer depth() {
        DepthEncoder encoder = new DepthEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(0);
        encoder.updateId(7);
        DepthEncoder.BidsEncoder bids = encoder.bidsCount(10);
        for (int i = 0; i < 10; i++) {
            bids.next().priceMantissa(100 - i).sizeMantissa(i);
        }
        encoder.asksCount(1).next().priceMantissa(101).sizeMantissa(5);
        return message(encoder.encodedLength());
    }

    UnsafeBuffer candle() {
        CandleEncoder encoder = new CandleEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(0);
        long timeframeNs = Timeframe.parse("5m");
        encoder.tradeCount(0).timeframeNs(timeframeNs).openTimeNs(TIME_NS - timeframeNs);
        encoder.openMantissa(2).highMantissa(4).lowMantissa(1).closeMantissa(3).volumeMantissa(0);
        return message(encoder.encodedLength());
    }

    UnsafeBuffer clock() {
        ClockEncoder encoder = new ClockEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(InboundEvents.NO_SYMBOL);
        return message(encoder.encodedLength());
    }

    UnsafeBuffer symbolDefinition() {
        SymbolDefinitionEncoder encoder = new SymbolDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(2);
        encoder.priceExponent((byte) -9).sizeExponent((byte) 9).symbolName("ES");
        return message(encoder.encodedLength());
    }

    UnsafeBuffer parameterChange() {
        ParameterChangeEncoder encoder = new ParameterChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(InboundEvents.NO_SYMBOL);
        encoder.changesCount(2)
                .next()
                .value(1.5)
                .node("fast")
                .parameter("alpha")
                .next()
                .value(-0.0)
                .node("slow")
                .parameter("a");
        return message(encoder.encodedLength());
    }

    UnsafeBuffer nodeReset() {
        NodeResetEncoder encoder = new NodeResetEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(1);
        encoder.node("fast");
        return message(encoder.encodedLength());
    }

    UnsafeBuffer sessionStatus() {
        SessionStatusEncoder encoder = new SessionStatusEncoder().wrapAndApplyHeader(buffer, 0, header);
        stamp(0);
        encoder.status(SessionState.HALTED);
        return message(encoder.encodedLength());
    }

    private void stamp(int symbolId) {
        InboundEvents.stamp(buffer, 0, TIME_NS, TIME_NS, symbolId);
    }

    private UnsafeBuffer message(int bodyLength) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyLength];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }
}
