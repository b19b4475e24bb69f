// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.CsvTradeFile;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.engine.feed.TradeSource;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Trades of one symbol that are there already.
 *
 * @param description for the report.
 * @param symbol they are of.
 * @param tradeCount how many.
 * @param trades opens them at the first.
 */
record TradeMarket(String description, Symbol symbol, long tradeCount, Supplier<TradeSource> trades) implements Market {
    /** By which journals know trades from a file. */
    private static final int SOURCE_ID = 1;

    static TradeMarket ofFile(Path path, Symbol symbol, TimeFormat timeFormat) {
        CsvTradeFile file = CsvTradeFile.validate(path, symbol, timeFormat);
        return new TradeMarket(
                String.format(
                        Locale.ROOT, "%,d trades of %s from %s", file.tradeCount(), symbol.name(), path.getFileName()),
                symbol,
                file.tradeCount(),
                file::open);
    }

    static TradeMarket madeUp(Symbol symbol, long tradeCount, long seed) {
        return new TradeMarket(
                String.format(Locale.ROOT, "%,d made-up trades, seed %d", tradeCount, seed),
                symbol,
                tradeCount,
                () -> new SyntheticTradeSource(tradeCount, seed, SyntheticMarket.DEFAULT));
    }

    @Override
    public String symbolName(int id) {
        return symbol.name();
    }

    /** The definition of the symbol comes before its trades. */
    @Override
    public long eventCount() {
        return tradeCount + 1;
    }

    @Override
    public Feed feed(EventRing ring, ResumePoint resumed, Pacer pacer, Path journal) {
        if (!resumed.symbols().isEmpty()) {
            JournaledSymbols.require(resumed, List.of(symbol), journal);
        }
        long published = Math.max(0, resumed.sources().get(SOURCE_ID));
        if (published > eventCount()) {
            throw CommandException.input(String.format(
                    Locale.ROOT,
                    "The journal %s holds %,d trades, and there are only %,d to feed. Give the file it was begun with, or"
                            + " a longer one that begins with the same trades.",
                    journal,
                    published - 1,
                    tradeCount));
        }
        return new TradeFeed(trades.get(), symbol, new TradePublisher(ring, SOURCE_ID, published), pacer);
    }
}
