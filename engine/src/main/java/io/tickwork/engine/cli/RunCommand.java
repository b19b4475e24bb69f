// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.journal.JournalWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Feeds a file of trades through an engine. */
@Command(name = "run", description = "Feeds a CSV file of trades through an engine and keeps the journal.")
final class RunCommand implements Callable<Integer> {
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
            names = "--price-exponent",
            paramLabel = "E",
            description = "Prices are kept as whole multiples of ten to the power of E. Default: -9.")
    private int priceExponent = Decimal.DEFAULT_EXPONENT;

    @Option(
            names = "--size-exponent",
            paramLabel = "E",
            description = "Sizes are kept as whole multiples of ten to the power of E. Default: -9.")
    private int sizeExponent = Decimal.DEFAULT_EXPONENT;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            converter = WordConverter.OfTimeFormat.class,
            completionCandidates = WordConverter.OfTimeFormat.class,
            description = "How the file writes its times: ${COMPLETION-CANDIDATES}. Default: seconds.")
    private TimeFormat timeFormat = TimeFormat.SECONDS;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Where the journal goes: a new or empty directory.")
    private Path journal;

    @Mixin
    private MarketOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JournalWriter.refuseUnlessFree(journal);
        GraphFiles.Loaded loaded = options.graphFiles().load(spec.commandLine().getErr());
        Market market = Market.ofFile(input, symbol(), timeFormat);
        try (StopSignal stop = StopSignal.listen()) {
            MarketJob.Result result = new MarketJob(options, loaded, market, journal, out).run(stop);
            out.println("Done: " + ReplayCommand.hashes(result.outputsHash(), result.stateHash()));
            return ExitCode.OK;
        }
    }

    private Symbol symbol() {
        try {
            return new Symbol(0, symbol, priceExponent, sizeExponent);
        } catch (IllegalArgumentException e) {
            throw CommandException.input(e.getMessage());
        }
    }
}
