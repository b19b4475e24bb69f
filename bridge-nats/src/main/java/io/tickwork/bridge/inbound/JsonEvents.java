// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.price.DecimalException;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.validate.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.agrona.MutableDirectBuffer;

/**
 * Reads events written in JSON, as {@code docs/formats/inbound.schema.json} describes them. Strict: a field that is not
 * known, missing or there twice is refused. Decimals are numbers or strings and are read exactly.
 *
 * <p>For one thread.
 */
final class JsonEvents {
    /** Longer than any event that is written in JSON. */
    private static final int PAYLOAD_LENGTH_MAX = 16_384;

    /** Signs of a number, be it written as one or as a string. */
    private static final int NUMBER_LENGTH_MAX = 64;

    /** Signs of a string. */
    static final int STRING_LENGTH_MAX = 128;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .build())
            .build();

    /** A field that was not there; no mantissa that may enter is this. */
    private static final long ABSENT = Long.MIN_VALUE;

    private static final int LEVELS_MAX = 10;

    /** What the JDK reads is wider than what is documented. */
    private static final Pattern ISO_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)");

    private final MutableDirectBuffer event;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final DepthEncoder depth = new DepthEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final JsonControls controls;
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private int length;

    /** One side of a book. */
    private static final class Levels {
        private final long[] prices = new long[LEVELS_MAX];
        private final long[] sizes = new long[LEVELS_MAX];
        private int count = -1;
    }

    /** What is wrong with a payload. Has no stack trace, as there may be many. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        static final RefusedException FORMAT = new RefusedException(Refusal.FORMAT);
        private static final RefusedException PRECISION = new RefusedException(Refusal.PRECISION);
        private static final RefusedException LEVELS = new RefusedException(Refusal.LEVELS);
        static final RefusedException TIME = new RefusedException(Refusal.TIME);
        static final RefusedException OVERSIZED = new RefusedException(Refusal.OVERSIZED);

        private final Refusal refusal;

        private RefusedException(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }
    }

    /** @param event where events are encoded, from 0. */
    JsonEvents(MutableDirectBuffer event) {
        this.event = event;
        controls = new JsonControls(event);
    }

    /** {@return the length of the event last made, in bytes} */
    int length() {
        return length;
    }

    /**
     * Makes an event.
     *
     * @return why there is none, or null; what the event says is not yet checked.
     */
    Refusal decode(byte[] payload, Route route, long receiveTimeNs) {
        if (payload.length > PAYLOAD_LENGTH_MAX) {
            return Refusal.OVERSIZED;
        }
        try (JsonParser json = FACTORY.createParser(payload)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            if (route.kind() instanceof ControlKind kind) {
                length = controls.decode(json, kind, route.symbol().id(), receiveTimeNs);
            } else {
                decode(json, (MarketKind) route.kind(), route, receiveTimeNs);
            }
            return json.nextToken() == null ? null : Refusal.FORMAT;
        } catch (RefusedException e) {
            return e.refusal;
        } catch (IOException e) { // also what is no JSON
            return Refusal.FORMAT;
        }
    }

    private void decode(JsonParser json, MarketKind kind, Route route, long receiveTimeNs)
            throws IOException, RefusedException {
        switch (kind) {
            case TRADE -> trade(json, route.symbol(), receiveTimeNs);
            case QUOTE -> quote(json, route.symbol(), receiveTimeNs);
            case DEPTH -> depth(json, route.symbol(), receiveTimeNs);
            case CANDLE -> candle(json, route, receiveTimeNs);
        }
    }

    static void expect(JsonToken token, JsonToken expected) throws RefusedException {
        if (token != expected) {
            throw RefusedException.FORMAT;
        }
    }

    /** {@return the name of the next field, whose value is then at hand; null at the end of the object} */
    static String nextField(JsonParser json) throws IOException, RefusedException {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        expect(json.currentToken(), JsonToken.FIELD_NAME);
        String name = json.currentName();
        json.nextToken();
        return name;
    }

    private static long required(long value) throws RefusedException {
        if (value == ABSENT) {
            throw RefusedException.FORMAT;
        }
        return value;
    }

    private static long decimal(JsonParser json, int exponent) throws IOException, RefusedException {
        JsonToken token = json.currentToken();
        if (token == null || !token.isNumeric() && token != JsonToken.VALUE_STRING) {
            throw RefusedException.FORMAT;
        }
        if (json.getTextLength() > NUMBER_LENGTH_MAX) {
            throw RefusedException.FORMAT;
        }
        try {
            long mantissa = Decimal.parse(json.getText(), exponent);
            if (mantissa == ABSENT) {
                throw RefusedException.PRECISION;
            }
            return mantissa;
        } catch (DecimalException e) {
            throw e.reason() == DecimalException.Reason.NOT_A_DECIMAL
                    ? RefusedException.FORMAT
                    : RefusedException.PRECISION;
        }
    }

    private static long integer(JsonParser json) throws IOException, RefusedException {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().indexOf('.') >= 0) {
            throw RefusedException.FORMAT;
        }
        return decimal(json, 0);
    }

    /** Epoch nanoseconds as a number or as a string, or a text of ISO 8601 with its offset. */
    static long time(JsonParser json) throws IOException, RefusedException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            String text = json.getText();
            if (text.indexOf('T') >= 0) {
                if (!ISO_TIME.matcher(text).matches()) {
                    throw RefusedException.TIME;
                }
                try {
                    return EpochTime.parse(text);
                } catch (DateTimeException | ArithmeticException e) {
                    throw RefusedException.TIME;
                }
            }
        }
        return integer(json);
    }

    private void trade(JsonParser json, MarketSymbol symbol, long receiveTimeNs) throws IOException, RefusedException {
        long time = ABSENT;
        long price = ABSENT;
        long size = ABSENT;
        long id = TradeEncoder.tradeIdNullValue();
        AggressorSide side = AggressorSide.UNKNOWN;
        for (String name = nextField(json); name != null; name = nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "price" -> price = decimal(json, symbol.priceExponent());
                case "size" -> size = decimal(json, symbol.sizeExponent());
                case "side" -> side = side(json);
                case "id" -> id = integer(json);
                default -> throw RefusedException.FORMAT;
            }
        }
        trade.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, required(time), receiveTimeNs, symbol.id());
        trade.aggressorSide(side)
                .priceMantissa(required(price))
                .sizeMantissa(required(size))
                .tradeId(id);
        length = trade.limit();
    }

    private static AggressorSide side(JsonParser json) throws IOException, RefusedException {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return switch (json.getText()) {
            case "buy" -> AggressorSide.BUYER;
            case "sell" -> AggressorSide.SELLER;
            case "unknown" -> AggressorSide.UNKNOWN;
            default -> throw RefusedException.FORMAT;
        };
    }

    private void quote(JsonParser json, MarketSymbol symbol, long receiveTimeNs) throws IOException, RefusedException {
        long time = ABSENT;
        long bid = ABSENT;
        long bidSize = ABSENT;
        long ask = ABSENT;
        long askSize = ABSENT;
        for (String name = nextField(json); name != null; name = nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "bid" -> bid = decimal(json, symbol.priceExponent());
                case "bidSize" -> bidSize = decimal(json, symbol.sizeExponent());
                case "ask" -> ask = decimal(json, symbol.priceExponent());
                case "askSize" -> askSize = decimal(json, symbol.sizeExponent());
                default -> throw RefusedException.FORMAT;
            }
        }
        quote.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, required(time), receiveTimeNs, symbol.id());
        quote.bidPriceMantissa(required(bid))
                .bidSizeMantissa(required(bidSize))
                .askPriceMantissa(required(ask))
                .askSizeMantissa(required(askSize));
        length = quote.limit();
    }

    private void depth(JsonParser json, MarketSymbol symbol, long receiveTimeNs) throws IOException, RefusedException {
        long time = ABSENT;
        long id = DepthEncoder.updateIdNullValue();
        bids.count = -1;
        asks.count = -1;
        for (String name = nextField(json); name != null; name = nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "id" -> id = integer(json);
                case "bids" -> levels(json, symbol, bids);
                case "asks" -> levels(json, symbol, asks);
                default -> throw RefusedException.FORMAT;
            }
        }
        if (bids.count < 0 || asks.count < 0) {
            throw RefusedException.FORMAT;
        }
        depth.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, required(time), receiveTimeNs, symbol.id());
        depth.updateId(id);
        DepthEncoder.BidsEncoder bidLevels = depth.bidsCount(bids.count);
        for (int i = 0; i < bids.count; i++) {
            bidLevels.next().priceMantissa(bids.prices[i]).sizeMantissa(bids.sizes[i]);
        }
        DepthEncoder.AsksEncoder askLevels = depth.asksCount(asks.count);
        for (int i = 0; i < asks.count; i++) {
            askLevels.next().priceMantissa(asks.prices[i]).sizeMantissa(asks.sizes[i]);
        }
        length = depth.limit();
    }

    /** Reads pairs of price and size, best first. */
    private static void levels(JsonParser json, MarketSymbol symbol, Levels levels)
            throws IOException, RefusedException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        levels.count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_ARRAY);
            if (levels.count == LEVELS_MAX) {
                throw RefusedException.LEVELS;
            }
            json.nextToken();
            levels.prices[levels.count] = decimal(json, symbol.priceExponent());
            json.nextToken();
            levels.sizes[levels.count] = decimal(json, symbol.sizeExponent());
            expect(json.nextToken(), JsonToken.END_ARRAY);
            levels.count++;
        }
    }

    private void candle(JsonParser json, Route route, long receiveTimeNs) throws IOException, RefusedException {
        MarketSymbol symbol = route.symbol();
        long openTime = ABSENT;
        long closeTime = ABSENT;
        long open = ABSENT;
        long high = ABSENT;
        long low = ABSENT;
        long close = ABSENT;
        long volume = ABSENT;
        long trades = 0;
        for (String name = nextField(json); name != null; name = nextField(json)) {
            switch (name) {
                case "openTime" -> openTime = time(json);
                case "closeTime" -> closeTime = time(json);
                case "open" -> open = decimal(json, symbol.priceExponent());
                case "high" -> high = decimal(json, symbol.priceExponent());
                case "low" -> low = decimal(json, symbol.priceExponent());
                case "close" -> close = decimal(json, symbol.priceExponent());
                case "volume" -> volume = decimal(json, symbol.sizeExponent());
                case "trades" -> trades = integer(json);
                default -> throw RefusedException.FORMAT;
            }
        }
        if (trades != (int) trades) {
            throw RefusedException.PRECISION;
        }
        if (closeTime == ABSENT) {
            closeTime = required(openTime) + route.timeframeNs(); // may overflow, and is refused then as before 1970
        }
        candle.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, closeTime, receiveTimeNs, symbol.id());
        candle.tradeCount((int) trades)
                .timeframeNs(route.timeframeNs())
                .openTimeNs(required(openTime))
                .openMantissa(required(open))
                .highMantissa(required(high))
                .lowMantissa(required(low))
                .closeMantissa(required(close))
                .volumeMantissa(required(volume));
        length = candle.limit();
    }
}
