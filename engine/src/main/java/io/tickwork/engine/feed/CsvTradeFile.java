// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import java.nio.file.Path;

/**
 * A file of trades that has been read from end to end and found sound. So nothing need be created, let alone left half
 * written, for a file with a bad row.
 *
 * <p>The file is CSV as RFC 4180 has it, in UTF-8, with any line ends, gzipped if its name ends in {@code .gz}. Its
 * first row names the columns, in any order and case: {@code timestamp} or {@code time}; {@code price}; {@code amount},
 * {@code size} or {@code quantity}; and, if they are there, {@code side} ({@code b}, {@code buy}, {@code s},
 * {@code sell}, {@code unknown} or nothing) and {@code id} (a whole number or nothing). Other columns are ignored.
 * Prices are positive, sizes are not negative, and both are exact at the exponents of the symbol. Trades may be out of
 * order.
 *
 * <p>Immutable. Holds nothing open.
 */
public final class CsvTradeFile {
    private final Path path;
    private final Symbol symbol;
    private final TimeFormat timeFormat;
    private final long tradeCount;

    private CsvTradeFile(Path path, Symbol symbol, TimeFormat timeFormat, long tradeCount) {
        this.path = path;
        this.symbol = symbol;
        this.timeFormat = timeFormat;
        this.tradeCount = tradeCount;
    }

    /**
     * Reads a file from end to end.
     *
     * @param path of the file.
     * @param symbol the trades are of.
     * @param timeFormat of its times.
     * @return the sound file.
     * @throws FeedException for the first thing that is wrong, or if there is no trade.
     */
    public static CsvTradeFile validate(Path path, Symbol symbol, TimeFormat timeFormat) {
        long tradeCount = 0;
        try (CsvTradeSource source = new CsvTradeSource(path, symbol, timeFormat, Feed.UNKNOWN)) {
            TradeRow row = new TradeRow();
            while (source.next(row)) {
                tradeCount++;
            }
            if (tradeCount == 0) {
                throw source.withoutTrades();
            }
        }
        return new CsvTradeFile(path, symbol, timeFormat, tradeCount);
    }

    /**
     * Opens the file again, to feed its trades. The source throws a {@link FeedException} where the file turns out to
     * have changed: at a row that is no longer sound, or when there are more or fewer trades than there were.
     *
     * @return a source at the first trade, to be closed by its user.
     * @throws FeedException if the file cannot be read any more.
     */
    public TradeSource open() {
        return new CsvTradeSource(path, symbol, timeFormat, tradeCount);
    }

    /**
     * Number of trades in the file.
     *
     * @return at least 1.
     */
    public long tradeCount() {
        return tradeCount;
    }
}
