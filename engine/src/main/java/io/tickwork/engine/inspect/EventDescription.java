// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.run.GraphProcessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * An event in words.
 *
 * @param kind {@code trade}, {@code quote}, {@code depth}, {@code candle}, {@code clock}, {@code symbol definition},
 *     {@code parameter change}, {@code node reset}, {@code session status}.
 * @param timeNs of the event, UTC epoch nanoseconds.
 * @param receiveTimeNs when it was received, UTC epoch nanoseconds.
 * @param symbolId as in the event.
 * @param symbolName empty when it names none.
 * @param isKnownSymbol whether the symbol is defined, once the event has been run.
 * @param fields the others, by name: numbers as exact decimals.
 */
public record EventDescription(
        String kind,
        long timeNs,
        long receiveTimeNs,
        int symbolId,
        String symbolName,
        boolean isKnownSymbol,
        Map<String, Object> fields) {

    /**
     * Describes an event.
     *
     * @param buffer holds its SBE message.
     * @param offset where that begins.
     * @param processor that has run it; knows names and exponents.
     * @return the description.
     */
    public static EventDescription of(DirectBuffer buffer, int offset, GraphProcessor processor) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        int symbol = InboundEvents.symbolId(buffer, offset);
        boolean isKnown = symbol >= 0 && symbol < processor.symbolCount() && processor.symbolName(symbol) != null;
        Fields fields =
                new Fields(isKnown ? processor.priceExponent(symbol) : 0, isKnown ? processor.sizeExponent(symbol) : 0);
        String kind = fields.read(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header);
        return new EventDescription(
                kind,
                InboundEvents.eventTimeNs(buffer, offset),
                InboundEvents.receiveTimeNs(buffer, offset),
                symbol,
                isKnown ? processor.symbolName(symbol) : symbol == InboundEvents.NO_SYMBOL ? "" : "#" + symbol,
                isKnown,
                Collections.unmodifiableMap(fields.fields));
    }

    /** Reads the fields of one event; without a definition of the symbol, mantissas are shown as they are. */
    private record Fields(int priceExponent, int sizeExponent, Map<String, Object> fields) {
        Fields(int priceExponent, int sizeExponent) {
            this(priceExponent, sizeExponent, new LinkedHashMap<>());
        }

        String read(DirectBuffer buffer, int body, MessageHeaderDecoder header) {
            int length = header.blockLength();
            int version = header.version();
            return switch (header.templateId()) {
                case TradeDecoder.TEMPLATE_ID -> trade(new TradeDecoder().wrap(buffer, body, length, version));
                case QuoteDecoder.TEMPLATE_ID -> quote(new QuoteDecoder().wrap(buffer, body, length, version));
                case DepthDecoder.TEMPLATE_ID -> depth(new DepthDecoder().wrap(buffer, body, length, version));
                case CandleDecoder.TEMPLATE_ID -> candle(new CandleDecoder().wrap(buffer, body, length, version));
                case ClockDecoder.TEMPLATE_ID -> "clock";
                case SymbolDefinitionDecoder.TEMPLATE_ID ->
                    definition(new SymbolDefinitionDecoder().wrap(buffer, body, length, version));
                case ParameterChangeDecoder.TEMPLATE_ID ->
                    change(new ParameterChangeDecoder().wrap(buffer, body, length, version));
                case NodeResetDecoder.TEMPLATE_ID -> {
                    fields.put(
                            "node",
                            new NodeResetDecoder()
                                    .wrap(buffer, body, length, version)
                                    .node());
                    yield "node reset";
                }
                case SessionStatusDecoder.TEMPLATE_ID -> {
                    fields.put(
                            "status",
                            new SessionStatusDecoder()
                                    .wrap(buffer, body, length, version)
                                    .status()
                                    .name());
                    yield "session status";
                }
                default -> "unknown message " + header.templateId();
            };
        }

        private void price(String name, long mantissa) {
            fields.put(name, text(mantissa, priceExponent));
        }

        private void size(String name, long mantissa) {
            fields.put(name, text(mantissa, sizeExponent));
        }

        /** Without the zeros at the end: what is there is exact all the same. */
        private static String text(long mantissa, int exponent) {
            String text = Decimal.format(mantissa, exponent);
            return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
        }

        private String trade(TradeDecoder trade) {
            price("price", trade.priceMantissa());
            size("size", trade.sizeMantissa());
            fields.put("side", trade.aggressorSide().name());
            if (trade.tradeId() != TradeDecoder.tradeIdNullValue()) {
                fields.put("id", trade.tradeId());
            }
            return "trade";
        }

        private String quote(QuoteDecoder quote) {
            price("bid", quote.bidPriceMantissa());
            size("bidSize", quote.bidSizeMantissa());
            price("ask", quote.askPriceMantissa());
            size("askSize", quote.askSizeMantissa());
            return "quote";
        }

        private String depth(DepthDecoder depth) {
            List<String> bids = new ArrayList<>();
            for (DepthDecoder.BidsDecoder level : depth.bids()) {
                bids.add(
                        text(level.sizeMantissa(), sizeExponent) + " at " + text(level.priceMantissa(), priceExponent));
            }
            List<String> asks = new ArrayList<>();
            for (DepthDecoder.AsksDecoder level : depth.asks()) {
                asks.add(
                        text(level.sizeMantissa(), sizeExponent) + " at " + text(level.priceMantissa(), priceExponent));
            }
            fields.put("bids", bids);
            fields.put("asks", asks);
            if (depth.updateId() != DepthDecoder.updateIdNullValue()) {
                fields.put("id", depth.updateId());
            }
            return "depth";
        }

        private String candle(CandleDecoder candle) {
            fields.put("timeframe", Timeframe.format(candle.timeframeNs()));
            fields.put("openTime", EpochTime.format(candle.openTimeNs()));
            price("open", candle.openMantissa());
            price("high", candle.highMantissa());
            price("low", candle.lowMantissa());
            price("close", candle.closeMantissa());
            size("volume", candle.volumeMantissa());
            fields.put("count", (long) candle.tradeCount());
            return "candle";
        }

        private String definition(SymbolDefinitionDecoder definition) {
            fields.put("priceExponent", (long) definition.priceExponent());
            fields.put("sizeExponent", (long) definition.sizeExponent());
            fields.put("name", definition.symbolName());
            return "symbol definition";
        }

        private String change(ParameterChangeDecoder change) {
            for (ParameterChangeDecoder.ChangesDecoder each : change.changes()) {
                double value = each.value(); // the fields of a group are read in their order
                String node = each.node();
                fields.put(node + "." + each.parameter(), value);
            }
            return "parameter change";
        }
    }
}
