// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TimeFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.IoUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole of Tickwork on real trades. */
@Command(
        name = "demo",
        description =
                "Feeds 100,000 real trades through an engine, then replays the journal in a fresh process and compares"
                        + " outputs and state: exit 0 when they are bit-identical, 1 when they are not.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String TRADES = "engine/target/data/bitstamp_trades_from_20131125_usd.csv";
    private static final Pattern HASHES = Pattern.compile("(outputs [0-9a-f]{16} state [0-9a-f]{16})");

    @Mixin
    private MarketOptions options;

    @Option(
            names = "--synthetic",
            paramLabel = "N",
            description = "Feeds N made-up trades instead: a random walk with volume and sides.")
    private Long synthetic;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed makes up other trades. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Feeds the trades of a CSV file instead; see 'tickwork run --help'.")
    private Path input;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GraphFiles.Loaded loaded = options.graphFiles().load(spec.commandLine().getErr());
        Market market = market();
        if (options.journal() != null) {
            return run(loaded, market, options.journal());
        }
        Path temporary = Files.createTempDirectory("tickwork-demo-");
        try {
            return run(loaded, market, temporary.resolve("journal"));
        } finally {
            IoUtil.delete(temporary.toFile(), true);
        }
    }

    private Market market() {
        if (synthetic == null) {
            return input == null
                    ? RunCommand.ofFile(Home.file(TRADES), "BTCUSD", TimeFormat.SECONDS)
                    : RunCommand.ofFile(input, "INPUT", TimeFormat.SECONDS);
        }
        if (input != null) {
            throw new UsageException("--synthetic and --input exclude each other");
        }
        if (synthetic < 1) {
            throw new UsageException("--synthetic must be at least 1, not " + synthetic);
        }
        return new Market(
                String.format(Locale.ROOT, "%,d made-up trades, seed %d,", synthetic, seed),
                Symbol.named("SYNTH"),
                synthetic,
                () -> new SyntheticTradeSource(synthetic, seed, SyntheticMarket.DEFAULT));
    }

    private int run(GraphFiles.Loaded loaded, Market market, Path journal) {
        PrintWriter out = spec.commandLine().getOut();
        MarketJob.Result live = new MarketJob(options, loaded, market, journal, out).run();
        if (live.wasStopped()) {
            return ExitCode.OK;
        }
        FreshProcess.Result replay = FreshProcess.run("replay", "--no-progress", journal.toString());
        String expected = ReplayCommand.hashes(live.outputsHash(), live.stateHash());
        Matcher found = HASHES.matcher(replay.output());
        boolean isIdentical = replay.exitCode() == ExitCode.OK
                && found.find()
                && found.group(1).equals(expected);
        if (!isIdentical) {
            out.print(replay.output());
            out.println("Replay       differs from the live run, which had " + expected);
            return ExitCode.NO;
        }
        out.println("Replay       by a fresh process from the journal alone is bit-identical: " + expected);
        return ExitCode.OK;
    }
}
