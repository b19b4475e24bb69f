// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.time.Timeframe;
import java.nio.file.Path;

/**
 * What the rows of a file are.
 *
 * @param rows trades, quotes, books or bars.
 * @param timeframeNs of bars; 0 otherwise.
 */
public record MarketDataKind(Rows rows, long timeframeNs) {
    /** How kinds are written. */
    public static final String WORDS = "trades, quotes, depth or candles:TF, such as candles:5m";

    private static final String CANDLES = "candles:";

    /** Kinds of rows. */
    public enum Rows {
        /** One trade each. */
        TRADES,
        /** The best bid and ask each. */
        QUOTES,
        /** The best levels of a book each. */
        DEPTH,
        /** One closed bar each. */
        CANDLES
    }

    /**
     * Reads a kind.
     *
     * @param text such as {@code trades} or {@code candles:5m}.
     * @return the kind.
     * @throws IllegalArgumentException if it is none.
     */
    public static MarketDataKind parse(String text) {
        return switch (text) {
            case "trades" -> new MarketDataKind(Rows.TRADES, 0);
            case "quotes" -> new MarketDataKind(Rows.QUOTES, 0);
            case "depth" -> new MarketDataKind(Rows.DEPTH, 0);
            default -> {
                if (!text.startsWith(CANDLES)) {
                    throw new IllegalArgumentException("'" + text + "' is no kind of market data; write " + WORDS);
                }
                yield new MarketDataKind(Rows.CANDLES, Timeframe.parse(text.substring(CANDLES.length())));
            }
        };
    }

    EventSource open(Path path, Symbol symbol, TimeFormat timeFormat, long expectedCount) {
        return switch (rows) {
            case TRADES -> new TradeEvents(new CsvTradeSource(path, symbol, timeFormat, expectedCount), symbol);
            case QUOTES -> new CsvQuoteSource(path, symbol, timeFormat, expectedCount);
            case DEPTH -> new CsvDepthSource(path, symbol, timeFormat, expectedCount);
            case CANDLES -> new CsvCandleSource(path, symbol, timeFormat, expectedCount, timeframeNs);
        };
    }
}
