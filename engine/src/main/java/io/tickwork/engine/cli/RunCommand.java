// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.Journal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Feeds a file of trades, or what comes from NATS, through an engine. */
@Command(
        name = "run",
        description = "Feeds a CSV file of trades, or market data from NATS, through an engine and keeps the journal.")
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "CSV of trades, with a header that names the columns timestamp, price and amount (or time, size,"
                            + " quantity), and side and id if there are any; gzipped if it ends in .gz.")
    private Path input;

    @Option(
            names = "--nats",
            paramLabel = "URL",
            description = "Takes market data from the NATS server at nats://HOST:PORT or tls://HOST:PORT until it is"
                    + " stopped, with Ctrl-C or SIGTERM.")
    private String url;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            split = ",",
            description = "The symbol the trades of a file are of; with --nats all that are taken, as ES,NQ or, with"
                    + " exponents of prices and sizes, ES:-2:0,NQ:-2:0.")
    private List<String> symbols = new ArrayList<>();

    @Option(
            names = "--symbols",
            paramLabel = "FILE",
            description = "With --nats: a file that names the symbols, one a line, written as for --symbol.")
    private Path symbolFile;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Where the journal goes: a new or empty directory, or a journal, which is gone on with.")
    private Path journal;

    @Mixin
    private NatsOptions natsOptions;

    @Mixin
    private NatsFeedOptions natsFeedOptions;

    @Mixin
    private NatsOutputOptions natsOutputOptions;

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
        if ((input == null) == (url == null)) {
            throw refused("Give one of --input, for a file, and --nats");
        }
        if (url == null && symbols.size() != 1) {
            throw refused("--input wants one --symbol, which its trades are of");
        }
        if (url == null && symbolFile != null) {
            throw refused("--symbols is for --nats");
        }
        if (url != null && options.speed() != null) {
            throw refused("--speed is for --input; what comes from NATS comes when it does");
        }
        List<String> named = new ArrayList<>(symbols);
        if (symbolFile != null) {
            named.addAll(SymbolList.read(symbolFile));
        }
        if (named.isEmpty()) {
            throw refused("--nats wants --symbol or --symbols: what is to be taken");
        }
        Journal.refuseForeign(journal);
        GraphFiles.Loaded loaded = options.loadGraph();
        if (url == null) {
            return run(loaded, Market.ofFile(input, fileOptions.symbol(0, named.get(0)), fileOptions.timeFormat()));
        }
        List<Symbol> parsed = SymbolList.parse(named, fileOptions);
        try (NatsConnection connection = NatsConnection.connect(natsOptions.context(url))) {
            return run(loaded, new NatsMarket(connection, natsFeedOptions, natsOutputOptions, parsed));
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int run(GraphFiles.Loaded loaded, Market market) {
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.listen()) {
            MarketJob.Result result = new MarketJob(options, loaded, market, journal, journalOptions, out).run(stop);
            out.println("Done: " + ReplayReport.hashes(result.outputsHash(), result.stateHash()));
            out.flush();
            return ExitCode.OK;
        }
    }
}
