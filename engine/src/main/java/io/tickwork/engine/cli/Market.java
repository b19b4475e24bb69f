// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.CsvTradeFile;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.feed.TradeSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The trades a command feeds.
 *
 * @param description for the report.
 * @param symbol they are of.
 * @param tradeCount how many.
 * @param trades opens them at the first.
 */
record Market(String description, Symbol symbol, long tradeCount, Supplier<TradeSource> trades) {
    /**
     * Reads the whole file once before anything is created, so that a bad row leaves nothing behind.
     *
     * @param path of the file.
     * @param symbol what the trades are of.
     * @param timeFormat of the file.
     * @return its trades.
     * @throws io.tickwork.engine.feed.FeedException for the first thing that is wrong with the file.
     */
    static Market ofFile(Path path, Symbol symbol, TimeFormat timeFormat) {
        CsvTradeFile file = CsvTradeFile.validate(path, symbol, timeFormat);
        return new Market(
                String.format(
                        Locale.ROOT, "%,d trades of %s from %s", file.tradeCount(), symbol.name(), path.getFileName()),
                symbol,
                file.tradeCount(),
                file::open);
    }

    /**
     * {@return made-up trades}
     *
     * @param tradeCount how many.
     * @param seed the same trades for the same seed.
     */
    static Market madeUp(long tradeCount, long seed) {
        return madeUp(Symbol.named("SYNTH"), tradeCount, seed);
    }

    /**
     * {@return made-up trades}
     *
     * @param symbol what they are said to be of; its exponents are the default ones.
     * @param tradeCount how many.
     * @param seed the same trades for the same seed.
     */
    static Market madeUp(Symbol symbol, long tradeCount, long seed) {
        return new Market(
                String.format(Locale.ROOT, "%,d made-up trades, seed %d", tradeCount, seed),
                symbol,
                tradeCount,
                () -> new SyntheticTradeSource(tradeCount, seed, SyntheticMarket.DEFAULT));
    }

    /** {@return the number of events: the definition of the symbol comes before its trades} */
    long eventCount() {
        return tradeCount + 1;
    }
}
