// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.Journal;
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
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Where the journal goes: a new or empty directory, or a journal, which is gone on with.")
    private Path journal;

    @Mixin
    private JournalOptions journalOptions;

    @Mixin
    private FileOptions fileOptions;

    @Mixin
    private MarketOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Journal.refuseForeign(journal);
        GraphFiles.Loaded loaded = options.graphFiles().load(spec.commandLine().getErr());
        Market market = Market.ofFile(input, fileOptions.symbol(0, symbol), fileOptions.timeFormat());
        try (StopSignal stop = StopSignal.listen()) {
            MarketJob.Result result = new MarketJob(options, loaded, market, journal, journalOptions, out).run(stop);
            out.println("Done: " + ReplayReport.hashes(result.outputsHash(), result.stateHash()));
            return ExitCode.OK;
        }
    }
}
