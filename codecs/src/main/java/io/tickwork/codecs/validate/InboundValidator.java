// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.validate;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.sbe.VarStringEncodingDecoder;
import io.tickwork.codecs.time.Timeframe;
import org.agrona.DirectBuffer;

/**
 * Checks inbound messages and counts those refused, by reason. Whatever the bytes are, no check reads beyond the
 * message or throws.
 *
 * <p>Threading: belongs to the thread of its edge; the counts may be read there only. Memory: does not keep the buffer
 * in use after returning. Cost: one pass over the message, no allocation.
 */
public final class InboundValidator {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int TEXT_HEADER_LENGTH = VarStringEncodingDecoder.varDataEncodingOffset();
    private static final int AGGRESSOR_SIDE_MAX = AggressorSide.SELLER.value();
    private static final int SESSION_STATE_MAX = SessionState.HALTED.value();

    private final long aheadMaxNs;
    private final long[] counts = new long[Refusal.values().length];
    private int symbolCount;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final DepthDecoder depth = new DepthDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final SymbolDefinitionDecoder symbolDefinition = new SymbolDefinitionDecoder();
    private final ParameterChangeDecoder parameterChange = new ParameterChangeDecoder();
    private final NodeResetDecoder nodeReset = new NodeResetDecoder();
    private final SessionStatusDecoder sessionStatus = new SessionStatusDecoder();

    /**
     * A validator that knows no symbol yet.
     *
     * @param aheadMaxNs how far an event's time may be ahead of its time of receipt, in nanoseconds: how much the
     *     clocks of exchange and host may differ.
     * @throws IllegalArgumentException if it is negative.
     */
    public InboundValidator(long aheadMaxNs) {
        if (aheadMaxNs < 0) {
            throw new IllegalArgumentException("aheadMaxNs=" + aheadMaxNs + " is negative");
        }
        this.aheadMaxNs = aheadMaxNs;
    }

    /**
     * Sets how many symbols are defined: their ids are those below.
     *
     * @param symbolCount number of symbols.
     */
    public void symbolCount(int symbolCount) {
        this.symbolCount = symbolCount;
    }

    /**
     * Checks a message whose time of receipt has been written.
     *
     * @param buffer holding the message.
     * @param offset of the message, its header included.
     * @param lengthBytes of what was received.
     * @return the first thing found wrong, which is counted, or null if the message may enter.
     */
    public Refusal validate(DirectBuffer buffer, int offset, int lengthBytes) {
        Refusal refusal = check(buffer, offset, lengthBytes);
        if (refusal != null) {
            counts[refusal.ordinal()]++;
        }
        return refusal;
    }

    /**
     * How many messages were refused for a reason.
     *
     * @param refusal the reason.
     * @return a count that only grows.
     */
    public long count(Refusal refusal) {
        return counts[refusal.ordinal()];
    }

    private Refusal check(DirectBuffer buffer, int offset, int length) {
        if (length < HEADER_LENGTH) {
            return Refusal.LENGTH;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return Refusal.SCHEMA;
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            return Refusal.VERSION;
        }
        int blockLength = blockLength(header.templateId());
        if (blockLength < 0) {
            return Refusal.TEMPLATE;
        }
        if (header.blockLength() != blockLength || length < HEADER_LENGTH + blockLength) {
            return Refusal.LENGTH;
        }
        long eventTimeNs = InboundEvents.eventTimeNs(buffer, offset);
        long receiveTimeNs = InboundEvents.receiveTimeNs(buffer, offset);
        if (eventTimeNs <= 0 || receiveTimeNs <= 0 || eventTimeNs - receiveTimeNs > aheadMaxNs) {
            return Refusal.TIME;
        }
        if (!isSymbolSound(header.templateId(), InboundEvents.symbolId(buffer, offset))) {
            return Refusal.SYMBOL;
        }
        return checkBody(buffer, offset, offset + length);
    }

    /** Length of the block of a template of this version of the schema, or -1 if there is no such inbound template. */
    private static int blockLength(int templateId) {
        return switch (templateId) {
            case TradeDecoder.TEMPLATE_ID -> TradeDecoder.BLOCK_LENGTH;
            case QuoteDecoder.TEMPLATE_ID -> QuoteDecoder.BLOCK_LENGTH;
            case DepthDecoder.TEMPLATE_ID -> DepthDecoder.BLOCK_LENGTH;
            case CandleDecoder.TEMPLATE_ID -> CandleDecoder.BLOCK_LENGTH;
            case ClockDecoder.TEMPLATE_ID -> ClockDecoder.BLOCK_LENGTH;
            case SymbolDefinitionDecoder.TEMPLATE_ID -> SymbolDefinitionDecoder.BLOCK_LENGTH;
            case ParameterChangeDecoder.TEMPLATE_ID -> ParameterChangeDecoder.BLOCK_LENGTH;
            case NodeResetDecoder.TEMPLATE_ID -> NodeResetDecoder.BLOCK_LENGTH;
            case SessionStatusDecoder.TEMPLATE_ID -> SessionStatusDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    private boolean isSymbolSound(int templateId, int symbolId) {
        boolean isDefined = symbolId >= 0 && symbolId < symbolCount;
        return switch (templateId) {
            case ClockDecoder.TEMPLATE_ID -> symbolId == InboundEvents.NO_SYMBOL;
            case SymbolDefinitionDecoder.TEMPLATE_ID -> symbolId >= 0;
            case ParameterChangeDecoder.TEMPLATE_ID, NodeResetDecoder.TEMPLATE_ID, SessionStatusDecoder.TEMPLATE_ID ->
                isDefined || symbolId == InboundEvents.NO_SYMBOL;
            default -> isDefined;
        };
    }

    private Refusal checkBody(DirectBuffer buffer, int offset, int end) {
        return switch (header.templateId()) {
            case TradeDecoder.TEMPLATE_ID -> check(trade.wrapAndApplyHeader(buffer, offset, header), end);
            case QuoteDecoder.TEMPLATE_ID -> check(quote.wrapAndApplyHeader(buffer, offset, header), end);
            case DepthDecoder.TEMPLATE_ID -> check(depth.wrapAndApplyHeader(buffer, offset, header), end);
            case CandleDecoder.TEMPLATE_ID -> check(candle.wrapAndApplyHeader(buffer, offset, header), end);
            case SymbolDefinitionDecoder.TEMPLATE_ID ->
                check(symbolDefinition.wrapAndApplyHeader(buffer, offset, header), end);
            case ParameterChangeDecoder.TEMPLATE_ID ->
                check(parameterChange.wrapAndApplyHeader(buffer, offset, header), end);
            case NodeResetDecoder.TEMPLATE_ID -> check(nodeReset.wrapAndApplyHeader(buffer, offset, header), end);
            case SessionStatusDecoder.TEMPLATE_ID ->
                check(sessionStatus.wrapAndApplyHeader(buffer, offset, header), end);
            default -> lengthUnless(offset + HEADER_LENGTH + ClockDecoder.BLOCK_LENGTH == end);
        };
    }

    private static Refusal check(TradeDecoder trade, int end) {
        if (trade.aggressorSideRaw() > AGGRESSOR_SIDE_MAX) {
            return Refusal.ENUMERATOR;
        }
        Refusal refusal = checkLevel(trade.priceMantissa(), trade.sizeMantissa());
        return refusal != null ? refusal : lengthUnless(trade.limit() == end);
    }

    private static Refusal check(QuoteDecoder quote, int end) {
        Refusal refusal = checkLevel(quote.bidPriceMantissa(), quote.bidSizeMantissa());
        if (refusal == null) {
            refusal = checkLevel(quote.askPriceMantissa(), quote.askSizeMantissa());
        }
        return refusal != null ? refusal : lengthUnless(quote.limit() == end);
    }

    private static Refusal check(DepthDecoder depth, int end) {
        if (end - depth.limit() < DepthDecoder.BidsDecoder.HEADER_SIZE) {
            return Refusal.LENGTH;
        }
        DepthDecoder.BidsDecoder bids = depth.bids();
        Refusal refusal = checkLevels(
                bids.count(), bids.actingBlockLength(), DepthDecoder.BidsDecoder.sbeBlockLength(), end - depth.limit());
        while (refusal == null && bids.hasNext()) {
            bids.next();
            refusal = checkLevel(bids.priceMantissa(), bids.sizeMantissa());
        }
        if (refusal != null) {
            return refusal;
        }

        if (end - depth.limit() < DepthDecoder.AsksDecoder.HEADER_SIZE) {
            return Refusal.LENGTH;
        }
        DepthDecoder.AsksDecoder asks = depth.asks();
        refusal = checkLevels(
                asks.count(), asks.actingBlockLength(), DepthDecoder.AsksDecoder.sbeBlockLength(), end - depth.limit());
        while (refusal == null && asks.hasNext()) {
            asks.next();
            refusal = checkLevel(asks.priceMantissa(), asks.sizeMantissa());
        }
        return refusal != null ? refusal : lengthUnless(depth.limit() == end);
    }

    private static Refusal checkLevels(int count, int actingBlockLength, int blockLength, int remaining) {
        if (count > DepthDecoder.BidsDecoder.countMaxValue()) {
            return Refusal.LEVELS;
        }
        return lengthUnless(actingBlockLength == blockLength && count * blockLength <= remaining);
    }

    private static Refusal checkLevel(long priceMantissa, long sizeMantissa) {
        if (priceMantissa <= 0) {
            return Refusal.PRICE;
        }
        return sizeMantissa < 0 ? Refusal.SIZE : null;
    }

    private static Refusal check(CandleDecoder candle, int end) {
        long low = candle.lowMantissa();
        long high = candle.highMantissa();
        if (low <= 0) {
            return Refusal.PRICE;
        }
        if (candle.volumeMantissa() < 0 || candle.tradeCount() < 0) {
            return Refusal.SIZE;
        }
        boolean isSound = Timeframe.isValid(candle.timeframeNs())
                && candle.openTimeNs() > 0
                && candle.openTimeNs() < candle.eventTimeNs()
                && low <= Math.min(candle.openMantissa(), candle.closeMantissa())
                && high >= Math.max(candle.openMantissa(), candle.closeMantissa());
        return isSound ? lengthUnless(candle.limit() == end) : Refusal.CANDLE;
    }

    private static Refusal check(SymbolDefinitionDecoder definition, int end) {
        if (!Decimal.isExponent(definition.priceExponent()) || !Decimal.isExponent(definition.sizeExponent())) {
            return Refusal.EXPONENT;
        }
        return checkLastText(definition.buffer(), definition.limit(), end);
    }

    private static Refusal check(ParameterChangeDecoder change, int end) {
        if (end - change.limit() < ParameterChangeDecoder.ChangesDecoder.HEADER_SIZE) {
            return Refusal.LENGTH;
        }
        ParameterChangeDecoder.ChangesDecoder changes = change.changes();
        if (changes.actingBlockLength() != ParameterChangeDecoder.ChangesDecoder.sbeBlockLength()) {
            return Refusal.LENGTH;
        }
        if (changes.count() == 0) {
            return Refusal.EMPTY;
        }
        DirectBuffer buffer = change.buffer();
        while (changes.hasNext()) {
            if (end - change.limit() < changes.actingBlockLength()) {
                return Refusal.LENGTH;
            }
            changes.next();
            if (!Double.isFinite(changes.value())) {
                return Refusal.NOT_FINITE;
            }
            Refusal refusal = checkText(buffer, change.limit(), end);
            if (refusal != null) {
                return refusal;
            }
            changes.skipNode();
            refusal = checkText(buffer, change.limit(), end);
            if (refusal != null) {
                return refusal;
            }
            changes.skipParameter();
        }
        return lengthUnless(change.limit() == end);
    }

    private static Refusal check(NodeResetDecoder reset, int end) {
        return checkLastText(reset.buffer(), reset.limit(), end);
    }

    private static Refusal check(SessionStatusDecoder status, int end) {
        return status.statusRaw() > SESSION_STATE_MAX ? Refusal.ENUMERATOR : lengthUnless(status.limit() == end);
    }

    private static Refusal checkLastText(DirectBuffer buffer, int offset, int end) {
        Refusal refusal = checkText(buffer, offset, end);
        return refusal != null
                ? refusal
                : lengthUnless(offset + TEXT_HEADER_LENGTH + textLength(buffer, offset) == end);
    }

    private static Refusal checkText(DirectBuffer buffer, int offset, int end) {
        if (end - offset < TEXT_HEADER_LENGTH || end - offset - TEXT_HEADER_LENGTH < textLength(buffer, offset)) {
            return Refusal.LENGTH;
        }
        return textLength(buffer, offset) == 0 ? Refusal.EMPTY : null;
    }

    private static int textLength(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, VarStringEncodingDecoder.BYTE_ORDER) & 0xFFFF;
    }

    private static Refusal lengthUnless(boolean isSound) {
        return isSound ? null : Refusal.LENGTH;
    }
}
