// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.MarketDataKind;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.importer.JournalImport;
import io.tickwork.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a journal of files of market data. */
@Command(
        name = "import",
        description = "Makes a journal of CSV files of trades, quotes, books or bars, to run graphs over with 'replay"
                + " --graph'. Several files are merged by their times.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "CSV with a header, gzipped if the name ends in .gz. Trades: timestamp,price,size,side;"
                    + " quotes: timestamp,bid,bid_size,ask,ask_size; books:"
                    + " timestamp,bid_1,bid_size_1,ask_1,ask_size_1,bid_2 and so on; bars:"
                    + " timestamp,open,high,low,close,volume, where the time is that of the open.")
    private List<Path> files;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Where the journal goes: a new or empty directory.")
    private Path journal;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            required = true,
            split = ",",
            description = "What the files are of: one for all, or one for each, separated by commas.")
    private List<String> symbols;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            split = ",",
            description = "What the rows are: " + MarketDataKind.WORDS
                    + ". One for all files, or one for each, separated by commas.")
    private List<String> kinds;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private FileOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Journal.refuseUnlessNew(journal);
        List<MarketDataFile> sound = soundFiles();
        long total = sound.stream().mapToLong(MarketDataFile::eventCount).sum()
                + sound.stream().map(MarketDataFile::symbol).distinct().count();
        try (StopSignal stop = StopSignal.listen()) {
            long written = write(sound, total, stop);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s %,d events of %d files; journal in %s%n",
                            written < total ? "Stopped after" : "Imported",
                            written,
                            sound.size(),
                            journal);
            return ExitCode.OK;
        }
    }

    private long write(List<MarketDataFile> sound, long total, StopSignal stop) {
        if (noProgress) {
            return JournalImport.run(sound, journal, count -> {}, stop::isStopped);
        }
        try (Progress progress = new Progress("Events", total)) {
            LongConsumer shown = progress::at;
            return JournalImport.run(sound, journal, shown, stop::isStopped);
        }
    }

    /** Reads all files once before anything is created, so that a bad row leaves nothing behind. */
    private List<MarketDataFile> soundFiles() {
        Map<String, Symbol> bySymbol = new LinkedHashMap<>();
        List<MarketDataFile> sound = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String name = oneOf(symbols, i, "--symbol");
            Symbol symbol = bySymbol.computeIfAbsent(name, each -> options.symbol(bySymbol.size(), each));
            sound.add(MarketDataFile.validate(files.get(i), kind(i), symbol, options.timeFormat()));
        }
        return sound;
    }

    private MarketDataKind kind(int file) {
        try {
            return MarketDataKind.parse(oneOf(kinds, file, "--kind"));
        } catch (IllegalArgumentException e) {
            throw CommandException.input(e.getMessage());
        }
    }

    private String oneOf(List<String> given, int file, String option) {
        if (given.size() != 1 && given.size() != files.size()) {
            throw CommandException.input(option + " has " + given.size() + " entries for " + files.size()
                    + " files; give one for all, or one for each");
        }
        return given.get(given.size() == 1 ? 0 : file);
    }
}
