// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;

/** Kinds of market data. */
public enum MarketKind implements InboundKind {
    /** One trade a message. */
    TRADE("md.trade.{symbol}", TradeDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 3),
    /** The best bid and ask. */
    QUOTE("md.quote.{symbol}", QuoteDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 4),
    /** The best levels of a book. */
    DEPTH("md.depth.{symbol}", DepthDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 4),
    /** One closed bar. */
    CANDLE("md.candle.{tf}.{symbol}", CandleDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH);

    private final String defaultPattern;
    private final int templateId;
    private final int paddingOffset;

    MarketKind(String defaultPattern, int templateId, int paddingOffset) {
        this.defaultPattern = defaultPattern;
        this.templateId = templateId;
        this.paddingOffset = paddingOffset;
    }

    @Override
    public String defaultPattern() {
        return defaultPattern;
    }

    @Override
    public int templateId() {
        return templateId;
    }

    @Override
    public int paddingOffset() {
        return paddingOffset;
    }
}
