// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.MarketDataKind;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.importer.JournalImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Made-up trades of ES and NQ and quotes of ES, in whole seconds, so that many stand exactly where a bar ends. */
final class RandomJournal {
    private static final long START_S = 1_700_000_000L;

    private RandomJournal() {}

    /**
     * Writes a journal of three times so many events, and the definitions of the symbols, and returns its directory.
     */
    static Path write(Path directory, Random random, int rows) {
        Symbol es = new Symbol(0, "ES", -9, -9);
        Symbol nq = new Symbol(1, "NQ", -9, -9);
        List<MarketDataFile> files = new ArrayList<>();
        try {
            files.add(file(directory.resolve("es.csv"), "trades", es, trades(random, rows)));
            files.add(file(directory.resolve("nq.csv"), "trades", nq, trades(random, rows)));
            files.add(file(directory.resolve("quotes.csv"), "quotes", es, quotes(random, rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path journal = directory.resolve("journal");
        JournalImport.run(files, journal, count -> {}, () -> false);
        return journal;
    }

    private static MarketDataFile file(Path path, String kind, Symbol symbol, String text) throws IOException {
        Files.writeString(path, text);
        return MarketDataFile.validate(path, MarketDataKind.parse(kind), symbol, TimeFormat.SECONDS);
    }

    private static String trades(Random random, int rows) {
        StringBuilder text = new StringBuilder("timestamp,price,size,side\n");
        long seconds = START_S;
        double price = 100;
        for (int i = 0; i < rows; i++) {
            seconds += random.nextInt(4);
            price += random.nextGaussian() / 10;
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%d,%s%n",
                    seconds,
                    price,
                    1 + random.nextInt(9),
                    random.nextBoolean() ? "buy" : "sell"));
        }
        return text.toString();
    }

    private static String quotes(Random random, int rows) {
        StringBuilder text = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
        long seconds = START_S;
        double price = 100;
        for (int i = 0; i < rows; i++) {
            seconds += random.nextInt(4);
            price += random.nextGaussian() / 10;
            text.append(String.format(
                    Locale.ROOT, "%d,%.2f,%d,%.2f,%d%n", seconds, price, 1 + i % 7, price + 0.05, 1 + i % 5));
        }
        return text.toString();
    }
}
