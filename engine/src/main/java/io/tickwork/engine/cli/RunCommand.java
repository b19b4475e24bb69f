// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.CsvTradeFile;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Feeds a file of trades through an engine. */
@Command(
        name = "run",
        description = "Feeds a CSV file of trades through an engine and keeps the journal.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private MarketOptions options;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description =
                    "CSV of trades, with a header that names the columns timestamp, price and amount (or time, size,"
                            + " quantity), and side and id if there are any; gzipped if it ends in .gz.")
    private Path input;

    @Option(names = "--symbol", paramLabel = "NAME", required = true, description = "The symbol the trades are of.")
    private String symbol;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            converter = TimeFormatConverter.class,
            completionCandidates = TimeFormatConverter.Words.class,
            description = "How the file writes its times: ${COMPLETION-CANDIDATES}. Default: seconds.")
    private TimeFormat timeFormat = TimeFormat.SECONDS;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (options.journal() == null) {
            throw new UsageException("--journal is missing; name a new directory for the journal");
        }
        GraphFiles.Loaded loaded = options.graphFiles().load(spec.commandLine().getErr());
        Market market = ofFile(input, symbol, timeFormat);
        MarketJob.Result result = new MarketJob(
                        options,
                        loaded,
                        market,
                        options.journal(),
                        spec.commandLine().getOut())
                .run();
        spec.commandLine().getOut().println("Done: " + ReplayCommand.hashes(result.outputsHash(), result.stateHash()));
        return ExitCode.OK;
    }

    /** Reads the whole file once before anything is created, so that a bad row leaves nothing behind. */
    static Market ofFile(Path path, String symbolName, TimeFormat timeFormat) {
        Symbol symbol;
        try {
            symbol = Symbol.named(symbolName);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        CsvTradeFile file = CsvTradeFile.validate(path, symbol, timeFormat);
        return new Market(
                String.format(
                        Locale.ROOT, "%,d trades of %s from %s", file.tradeCount(), symbolName, path.getFileName()),
                symbol,
                file.tradeCount(),
                file::open);
    }
}
