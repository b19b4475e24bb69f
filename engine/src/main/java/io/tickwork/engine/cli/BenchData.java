// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.bench.EventTape;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TradeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say over which events a graph is measured. */
final class BenchData {
    private static final long SYNTHETIC_DEFAULT = 200_000;
    private static final long TO_DEFAULT = 1_000_000;
    private static final long SEED_DEFAULT = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Takes the trades of a CSV file; see 'tickwork run --help'.")
    private Path input;

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol the trades are of. Default: SYNTH.")
    private String symbol = "SYNTH";

    @Mixin
    private FileOptions fileOptions;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Takes the events of a journal, and its graph if none is named. Nothing in it is changed.")
    private Path journal;

    @Option(
            names = "--synthetic",
            paramLabel = "N",
            description =
                    "Takes N made-up trades: a random walk with volume and sides. Default: " + SYNTHETIC_DEFAULT + ".")
    private Long synthetic;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Another seed makes up other trades. Default: " + SEED_DEFAULT + ".")
    private Long seed;

    @Option(
            names = "--to",
            paramLabel = "SEQ",
            description = "The last event that is taken; all are held in memory. Default: " + TO_DEFAULT + ".")
    private long to = TO_DEFAULT;

    /**
     * Events and what to call them.
     *
     * @param description for the report.
     * @param tape the events.
     */
    record Loaded(String description, EventTape tape) {}

    /** {@return the journal the events come from, null when they do not} */
    Path journal() {
        return journal;
    }

    /**
     * Reads the events.
     *
     * @return them.
     * @throws CommandException when there is none that could be measured.
     * @throws io.tickwork.engine.feed.FeedException for the first thing that is wrong with a file.
     * @throws io.tickwork.engine.replay.ReplayException when the first events of the journal are not there.
     */
    Loaded load() {
        check();
        Loaded loaded;
        if (journal != null) {
            EventTape tape = EventTape.ofJournal(journal, to);
            loaded = new Loaded(
                    String.format(Locale.ROOT, "%,d events from the journal %s", tape.eventCount(), journal), tape);
        } else {
            Symbol of = fileOptions.symbol(0, symbol);
            TradeMarket market = input == null
                    ? Market.madeUp(
                            of, synthetic == null ? SYNTHETIC_DEFAULT : synthetic, seed == null ? SEED_DEFAULT : seed)
                    : TradeMarket.ofFile(input, of, fileOptions.timeFormat());
            try (TradeSource trades = market.trades().get()) {
                EventTape tape = EventTape.of(of, trades, to);
                String taken = tape.eventCount() < market.eventCount()
                        ? String.format(Locale.ROOT, "the first %,d events of ", tape.eventCount())
                        : "";
                loaded = new Loaded(taken + market.description(), tape);
            }
        }
        if (!loaded.tape().isMeasurable()) {
            throw CommandException.input("There is nothing to measure in " + loaded.description()
                    + ": they only define symbols. Take more events, or others.");
        }
        return loaded;
    }

    private void check() {
        int sources = (input == null ? 0 : 1) + (journal == null ? 0 : 1) + (synthetic == null ? 0 : 1);
        if (sources > 1) {
            throw refused("--input, --journal and --synthetic exclude each other");
        }
        if (seed != null && (input != null || journal != null)) {
            throw refused("--seed is for --synthetic");
        }
        if (synthetic != null && synthetic < 1) {
            throw refused("Invalid value for option '--synthetic': " + synthetic + " is not above 0");
        }
        if (to < 1) {
            throw refused("Invalid value for option '--to': " + to + " is not above 0");
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** {@return what makes another process take the same events} */
    List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("--symbol", symbol, "--to", Long.toString(to)));
        words.addAll(fileOptions.arguments());
        add(words, "--input", input);
        add(words, "--journal", journal);
        add(words, "--synthetic", synthetic);
        add(words, "--seed", seed);
        return words;
    }

    private static void add(List<String> words, String option, Object value) {
        if (value != null) {
            words.addAll(List.of(option, value.toString()));
        }
    }
}
