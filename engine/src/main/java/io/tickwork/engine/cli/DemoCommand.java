// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.journal.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.IoUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole of Tickwork on real trades. */
@Command(
        name = "demo",
        description =
                "Feeds 100,000 real trades through an engine, then replays the journal in a fresh process and compares"
                        + " outputs and state: exit 0 when they are bit-identical, 1 when they are not.")
final class DemoCommand implements Callable<Integer> {
    private static final String TRADES = "engine/target/data/bitstamp_trades_from_20131125_usd.csv";
    private static final Pattern HASHES = Pattern.compile("outputs [0-9a-f]{16} state [0-9a-f]{16}");
    private static final long SEED_DEFAULT = 1;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Feeds the trades of a CSV file instead, with times in seconds; see 'tickwork run --help'.")
    private Path input;

    private Long synthetic;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Another seed makes --synthetic make up other trades. Default: " + SEED_DEFAULT + ".")
    private Long seed;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Keeps the journal in this directory, a new or empty one. Default: it is removed at the end.")
    private Path journal;

    @Mixin
    private MarketOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--synthetic",
            paramLabel = "N",
            description = "Feeds N made-up trades instead: a random walk with volume and sides.")
    private void synthetic(long tradeCount) {
        if (tradeCount < 1) {
            throw refused("Invalid value for option '--synthetic': " + tradeCount + " is not above 0");
        }
        synthetic = tradeCount;
    }

    @Override
    public Integer call() {
        if (synthetic != null && input != null) {
            throw refused("--synthetic and --input exclude each other");
        }
        if (synthetic == null && seed != null) {
            throw refused("--seed is for --synthetic");
        }
        if (journal != null) {
            Journal.refuseUnlessNew(journal);
        }
        GraphFiles.Loaded loaded = options.loadGraph();
        Market market = market();
        try (StopSignal stop = StopSignal.listen()) {
            if (journal != null) {
                return run(stop, loaded, market, journal);
            }
            Path temporary = temporaryDirectory();
            try {
                return run(stop, loaded, market, temporary.resolve("journal"));
            } finally {
                IoUtil.delete(temporary.toFile(), true);
            }
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Market market() {
        if (synthetic != null) {
            return Market.madeUp(synthetic, seed == null ? SEED_DEFAULT : seed);
        }
        if (input != null) {
            return Market.ofFile(input, Symbol.named("INPUT"), TimeFormat.SECONDS);
        }
        Path trades = Home.file(TRADES);
        if (Files.notExists(trades)) {
            throw CommandException.environment(
                    trades + ": the demo's trades are not there; the build puts them there, so run ./tickwork demo, or"
                            + " name other trades with --input or --synthetic",
                    null);
        }
        return Market.ofFile(trades, Symbol.named("BTCUSD"), TimeFormat.SECONDS);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("tickwork-demo-");
        } catch (IOException e) {
            throw CommandException.environment(
                    "a directory for the journal cannot be made in " + System.getProperty("java.io.tmpdir") + ": " + e
                            + "; name a place for it with --journal",
                    e);
        }
    }

    private int run(StopSignal stop, GraphFiles.Loaded loaded, Market market, Path directory) {
        PrintWriter out = spec.commandLine().getOut();
        MarketJob.Result live = new MarketJob(options, loaded, market, directory, new JournalOptions(), out).run(stop);
        if (live.wasStopped()) {
            return ExitCode.OK;
        }
        List<String> words = new ArrayList<>(List.of("replay", "--no-progress", directory.toString()));
        Path plugins = options.graphFiles().plugins().directory();
        if (plugins != null) {
            words.addAll(List.of("--plugins", plugins.toString()));
        }
        FreshProcess.Result replay = FreshProcess.run(stop, words.toArray(String[]::new));
        if (stop.isStopped()) {
            out.println("Stopped before the end of the replay.");
            return ExitCode.OK;
        }
        if (replay.exitCode() != ExitCode.OK && replay.exitCode() != ExitCode.NO) {
            throw CommandException.environment(
                    "the replay in a second process ended with exit code " + replay.exitCode() + "; it said: "
                            + replay.output(),
                    null);
        }
        String expected = ReplayReport.hashes(live.outputsHash(), live.stateHash());
        Matcher found = HASHES.matcher(replay.output());
        if (replay.exitCode() == ExitCode.NO || !found.find() || !found.group().equals(expected)) {
            out.print(replay.output());
            out.println("Replay       differs from the live run, which had " + expected);
            return ExitCode.NO;
        }
        out.println("Replay       by a fresh process from the journal alone is bit-identical: " + expected);
        return ExitCode.OK;
    }
}
