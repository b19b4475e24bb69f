// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.SteppedEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever is wrong, the user reads what, where and what to do, the exit code says whose turn it is, and nothing
 * is left behind. Method: commands run in this process, in a directory that is listed before and after.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandLineTest {
    private static final String GRAPH = """
            fast: {type: ema, inputs: [Tick], params: {period: 2}, publish: true}
            high: {type: highest, inputs: [Candle(1s).high], params: {period: 2}, publish: true}
            """;
    private static final int TRADES = 2_000;

    @TempDir
    private Path temporary;

    private Path graph;
    private Path trades;
    private Path journal;
    private Path out;

    @BeforeEach
    void makeInput() throws IOException {
        graph = Files.writeString(temporary.resolve("graph.yaml"), GRAPH);
        trades = Files.writeString(temporary.resolve("trades.csv"), tradesText());
        journal = temporary.resolve("new").resolve("journal");
        out = temporary.resolve("out").resolve("csv");
    }

    @Test
    void shouldRunAndReplay() throws IOException {
        CommandLineRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Feeding 2,000 trades of BTC from trades.csv through 2 nodes; journal in " + journal)
                .contains("Events       2,001, of which late trades 0")
                .containsPattern("fast +\\S+ +1,999\\R");
        assertThat(Files.readAllLines(out.resolve("values.csv"))).hasSizeGreaterThan(TRADES);
        assertThat(out.resolve("signals.csv")).exists();

        CommandLineRun replay = replay(journal);
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("Replayed 2,001 events; compared the outputs of 2,001 and 1 checkpoints")
                .contains("Bit-identical: " + hashes(run));
    }

    @Test
    void shouldReplayARange() throws IOException {
        run();
        Path part = temporary.resolve("part");
        CommandLineRun replay = CommandLineRun.of(
                "replay",
                "--no-progress",
                journal.toString(),
                "--from",
                "1000",
                "--to",
                "1009",
                "--speed",
                "1e9",
                "--pace",
                "receive",
                "--out",
                part.toString());
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("Outputs of events 1,000 to 1,009")
                .contains("Replayed 1,009 events; compared the outputs of 1,009 and 0 checkpoints");
        List<String> all = Files.readAllLines(out.resolve("values.csv"));
        List<String> some = Files.readAllLines(part.resolve("values.csv"));
        assertThat(some).hasSizeGreaterThan(10).startsWith(all.get(0));
        assertThat(all).containsSubsequence(some);
        assertThat(some.subList(1, some.size())).allMatch(row -> row.startsWith("100"));

        CommandLineRun behind = CommandLineRun.of("replay", "--no-progress", journal.toString(), "--from", "5000");
        assertThat(behind.exitCode()).isEqualTo(2);
        assertThat(behind.err()).startsWith("error: The journal " + journal + " has no event 5000: its last is 2001.");
    }

    @Test
    void shouldVerify() throws IOException {
        String hashes = hashes(run("--snapshots", "inline", "--snapshot-interval", "500"));

        CommandLineRun verify = CommandLineRun.of("verify", "--no-progress", journal.toString());
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.out())
                .containsPattern("Compared the outputs of 2,001 events and [1-9] checkpoints") // snapshots have theirs
                .contains("Bit-identical: " + hashes)
                .containsPattern("Ran 2,001 events in [0-9.]+ s, [0-9,]+ a second");

        CommandLineRun json =
                CommandLineRun.of("verify", "--no-progress", "--json", "--from-snapshot", journal.toString());
        assertThat(json.exitCode()).as(json.err()).isZero();
        Map<String, Object> found = JSON.std.mapFrom(json.out());
        assertThat(found).containsKeys("identical", "events", "seconds", "eventsPerSecond", "graphs");
        assertThat(found.get("identical")).isEqualTo(true);
        Map<?, ?> graph = (Map<?, ?>) ((List<?>) found.get("graphs")).get(0);
        assertThat(graph.get("lastSequence")).isEqualTo(2_001);
        assertThat(graph.get("complete")).isEqualTo(true);
        assertThat(graph.get("divergence")).isNull();
        assertThat(hashes).isEqualTo("outputs " + graph.get("outputsHash") + " state " + graph.get("stateHash"));
    }

    @Test
    void shouldSayWhereAJournalDiffers() throws IOException {
        run();
        JournalForgery.changeOutcome(journal, temporary.resolve("forged"), 1_234);

        CommandLineRun verify = CommandLineRun.of(
                "verify", "--no-progress", temporary.resolve("forged").toString());
        assertThat(verify.exitCode()).as(verify.err()).isEqualTo(1);
        assertThat(verify.out())
                .containsPattern("First difference at event 1,234: outputs of the event, recorded \\S+, replayed \\S+")
                .contains("Event 1,234 puts out now:")
                .containsPattern("    BTC/fast = [0-9.]+\\R")
                .contains("Not identical: ");
        CommandLineRun json = CommandLineRun.of(
                "verify", "--no-progress", "--json", temporary.resolve("forged").toString());
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out())
                .contains("\"identical\" : false", "\"sequence\" : 1234", "\"checkpointSequence\" : null");
    }

    @Test
    void shouldPrintTheSameDigitsInEveryLocale() throws IOException {
        String english = reportedBy(run());
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                journal = temporary.resolve(tag);
                out = temporary.resolve("out-" + tag);
                CommandLineRun other = run("--wait", "SLEEPING");
                assertThat(other.exitCode()).as(tag + other.err()).isZero();
                assertThat(reportedBy(other)).as(tag).isEqualTo(english);
                assertThat(replay(journal).out()).as(tag).contains("Replayed 2,001 events");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void shouldShowTheUsageForBadArguments(String arguments, String message) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(arguments.split(" ")));
        words.removeIf(String::isEmpty);
        words.replaceAll(word -> word.replace("@", temporary + "/"));
        List<String> before = listing();

        CommandLineRun run = CommandLineRun.of(words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(message).contains("Usage: tickwork");
        assertThat(run.out()).isEmpty();
        assertThat(listing()).isEqualTo(before);
    }

    private static Stream<Arguments> badArguments() {
        String run = "run --graph @graph.yaml --input @trades.csv --symbol BTC --journal @journal --out @out ";
        return Stream.of(
                Arguments.of("", "Missing required subcommand"),
                Arguments.of("frobnicate", "Unmatched argument at index 0: 'frobnicate'"),
                Arguments.of("demo --fast", "Unknown option: '--fast'"),
                Arguments.of("run", "Missing required option: '--journal=DIR'"),
                Arguments.of("run --journal @journal", "Give one of --input, for a file, and --nats"),
                Arguments.of(run + "--nats nats://127.0.0.1:1", "Give one of --input, for a file, and --nats"),
                Arguments.of(run + "--symbols @list", "--symbols is for --nats"),
                Arguments.of("run --journal @journal --input @trades.csv", "--input wants one --symbol"),
                Arguments.of("run --journal @journal --nats nats://127.0.0.1:1", "--nats wants --symbol or --symbols"),
                Arguments.of(
                        "run --journal @journal --nats nats://127.0.0.1:1 --symbol A --speed 2",
                        "--speed is for --input"),
                Arguments.of(run + "--speed 0", "Invalid value for option '--speed': 0.0 is not above 0"),
                Arguments.of(run + "--speed -1", "Invalid value for option '--speed': -1.0 is not above 0"),
                Arguments.of(run + "--speed NaN", "Invalid value for option '--speed': NaN is not above 0"),
                Arguments.of(run + "--speed 1e999", "Invalid value for option '--speed': Infinity is not above 0"),
                Arguments.of(run + "--speed fast", "Invalid value for option '--speed': 'fast' is not a double"),
                Arguments.of(
                        run + "--batch-limit 0", "Invalid value for option '--batch-limit': 0 is not from 1 to 4096"),
                Arguments.of(
                        run + "--batch-limit 4097",
                        "Invalid value for option '--batch-limit': 4097 is not from 1 to 4096"),
                Arguments.of(
                        run + "--batch-limit 1.5", "Invalid value for option '--batch-limit': '1.5' is not an int"),
                Arguments.of(
                        run + "--wait busy",
                        "Invalid value for option '--wait': 'busy' is not one of busy-spin, sleeping, yielding"),
                Arguments.of(
                        run + "--time-unit iso",
                        "Invalid value for option '--time-unit': 'iso' is not one of iso-8601, ms, ns, s, us"),
                Arguments.of("demo --synthetic 0", "Invalid value for option '--synthetic': 0 is not above 0"),
                Arguments.of("demo --synthetic x", "Invalid value for option '--synthetic': 'x' is not a long"),
                Arguments.of("demo --synthetic 5 --input @trades.csv", "--synthetic and --input exclude each other"),
                Arguments.of("demo --seed 5", "--seed is for --synthetic"),
                Arguments.of("replay", "Missing required parameter: 'DIR'"),
                Arguments.of("replay @journal --from 0", "Invalid value for option '--from': 0 is not above 0"),
                Arguments.of("replay @journal --to 0", "Invalid value for option '--to': 0 is before the first event"),
                Arguments.of("replay @journal --from 9 --to 8", "Invalid value for option '--to': 8 is before event 9"),
                Arguments.of("replay @journal --speed 0", "Invalid value for option '--speed': 0.0 is not above 0"),
                Arguments.of("replay @journal --pace event", "--pace is for --speed"),
                Arguments.of(
                        "replay @journal --speed 1 --pace bar",
                        "Invalid value for option '--pace': 'bar' is not one of event, receive"),
                Arguments.of("verify", "Missing required parameter: 'DIR'"),
                Arguments.of("verify one two", "Unmatched argument at index 2: 'two'"));
    }

    @ParameterizedTest
    @MethodSource("badGraphs")
    void shouldSayWhereAGraphIsWrong(String text, String message) throws IOException {
        Files.writeString(graph, text);
        assertRefused(2, "error: " + graph + message, this::run);
    }

    private static Stream<Arguments> badGraphs() {
        return Stream.of(
                Arguments.of(
                        "a: {type: emma, inputs: [Tick]}",
                        ":1:11: unknown-type: node 'a': there is no node type 'emma'; did you mean ema?"),
                Arguments.of(
                        "a: {type: sma, inputs: [Tick]}",
                        ":1:1: missing-parameter: node 'a': type 'sma' needs the parameter 'period' (from 2"),
                Arguments.of(
                        "a: {type: sma, inputs: [Tick], params: {period: 0}}",
                        ":1:49: parameter-value: node 'a': parameter 'period' must be from 2 to 100000, not 0"),
                Arguments.of(
                        """
                        a: {type: sub, inputs: [Tick, b]}
                        b: {type: sub, inputs: [Tick, a]}
                        """,
                        ":1:1: cycle: node 'a': the node depends on itself: a -> b -> a; take one of these inputs out"),
                Arguments.of(
                        "a: {type: ema, inputs: [Tock], params: {period: 2}}",
                        ":1:25: unknown-input: node 'a': 'Tock' refers to no node of this graph"),
                Arguments.of("a: {type: ema,\n  inputs: [Tick}", ":2:16: yaml: not YAML: "),
                Arguments.of("", ":1:1: yaml: the text is empty"));
    }

    @Test
    void shouldReportAllErrorsOfAGraphAtOnce() throws IOException {
        Files.writeString(graph, """
                a: {type: emma, inputs: [Tick]}
                b: {type: ema, inputs: [Tock], params: {period: 2}}
                """);
        CommandLineRun run = run();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).startsWith("error: " + graph + ":1:").contains("unknown-type"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("error: " + graph + ":2:").contains("unknown-input"));
        assertThat(listing()).containsExactly("graph.yaml", "trades.csv");
    }

    @Test
    void shouldSayThatAGraphCannotBeRead() throws IOException {
        Files.write(graph, "# Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(2, "error: " + graph + ": the file is not UTF-8 text; save it as UTF-8", this::run);
        graph = temporary.resolve("nowhere.yaml");
        assertRefused(2, "error: " + graph + ": there is no such file; name the YAML files of the graph", this::run);
        graph = temporary;
        assertRefused(2, "error: " + graph + ": cannot be read (", this::run);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1385346601,800.01      | :2002:1: too few fields ('1385346601,800.01'); expected 3
                    1385346601,-1,2        | :2002:12: price is not positive ('-1'); expected a price above 0
                    then,800.01,2          | :2002:1: time is not a number ('then'); expected seconds since 1970
                    1385346601000,800.01,2 | :2002:1: time is out of range ('1385346601000'); expected seconds since
                    """)
    void shouldSayWhereATradeIsWrong(String row, String message) throws IOException {
        Files.writeString(trades, tradesText() + row + "\n");
        assertRefused(2, "error: " + trades + message, this::run);
    }

    @Test
    void shouldSayThatThereAreNoTrades() throws IOException {
        trades = temporary.resolve("nowhere.csv");
        assertRefused(2, "error: " + trades + ": no such file; expected a CSV file of trades", this::run);
    }

    @Test
    void shouldRefuseASymbolWithoutAName() throws IOException {
        assertRefused(2, "error: symbol name ' ' is blank", () -> run("--symbol", " "));
    }

    @Test
    void shouldRefuseToRemoveWhatEveryStartNeeds() throws IOException {
        assertRefused(2, "error: --retain removes what no snapshot needs", () -> run("--retain", "7d"));
        CommandLineRun run = run("--retain", "7d", "--snapshots", "inline");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void shouldTakeSizesThatFitAnotherExponent() throws IOException {
        Files.writeString(trades, "timestamp,price,amount\n1385337600,800.5,5000000000000\n");
        assertRefused(2, "error: " + trades + ":2:18: size is too large for its exponent -9", this::run);
        assertRefused(2, "error: price exponent=-19 is not from -18 to 9", () -> run("--price-exponent", "-19"));

        CommandLineRun run = run("--size-exponent", "0");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void shouldTouchNeitherJournalNorFilesWhenOneOfThemIsTaken() throws IOException {
        Path values = Files.writeString(Files.createDirectories(out).resolve("values.csv"), "precious");
        assertRefused(2, "error: " + values + ": already exists", this::run);
        assertThat(values).hasContent("precious");
        Files.delete(values);
        Files.delete(out);
        Files.delete(out.getParent());

        Files.writeString(Files.createDirectories(journal).resolve("precious"), "");
        assertRefused(2, "error: The directory " + journal + " is not empty: it holds 'precious'", this::run);
        trades = temporary.resolve("nowhere.csv");
        assertRefused(
                2,
                "error: The directory " + journal + " is not empty: it holds 'precious'",
                this::run); // before all else is read
    }

    @Test
    void shouldLeaveNothingWhereTheJournalCannotBeMade() throws IOException {
        journal = Files.writeString(temporary.resolve("file"), "").resolve("journal");
        assertRefused(3, "error: The journal " + journal + " could not be locked", this::run);
    }

    @Test
    void shouldLeaveNothingWhereTheFilesCannotBeMade() throws IOException {
        out = Files.writeString(temporary.resolve("file"), "").resolve("csv");
        assertRefused(3, "error: " + out.resolve("values.csv") + ": cannot be written", this::run);
    }

    @Test
    void shouldRefuseToReplayWhatIsNoJournal() throws IOException {
        Path nowhere = temporary.resolve("nowhere");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertRefused(2, "error: There is no journal at " + nowhere, () -> replay(nowhere));
        assertRefused(2, "error: There is no journal in " + empty, () -> replay(empty));
        assertRefused(2, "error: " + trades + " is a file", () -> replay(trades));
    }

    @Test
    void shouldAnswerNoForADamagedJournal() throws IOException {
        run();
        Path data;
        try (Stream<Path> files = Files.walk(journal)) {
            data = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = new byte[100_000];
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.seek(270_000); // behind the queue's own index
            file.write(bytes);
        }
        CommandLineRun replay = replay(journal);
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).startsWith("error: The journal " + journal + " is damaged");
    }

    @Test
    void shouldSayWhichNodesAReplayLacks() {
        new SteppedEngine(journal, 10).run().close(); // its nodes are those of a test
        CommandLineRun replay = replay(journal);
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err())
                .startsWith("error: test.yaml in the journal:1:")
                .contains("unknown-type", "'copy'");
    }

    @Test
    void shouldGoOnWithAJournalAndRefuseTradesThatCannotBeItsOwn() throws IOException {
        assertThat(run().exitCode()).isZero();
        IoUtil.delete(out.toFile(), false);
        CommandLineRun again = run();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("going on behind them, as generation 1");
        IoUtil.delete(out.toFile(), false);

        CommandLineRun other = run("--symbol", "OTHER");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("error: The journal " + journal + " is of ", "and what is fed is of OTHER");

        List<String> lines = Files.readAllLines(trades);
        Files.write(trades, lines.subList(0, lines.size() - 1));
        CommandLineRun shorter = run();
        assertThat(shorter.exitCode()).isEqualTo(2);
        assertThat(shorter.err()).contains("error: The journal " + journal + " holds ", "there are only ");
    }

    @Test
    void shouldEndInOrderWhenAskedTo() {
        List<GraphSource> sources = List.of(new GraphSource("graph.yaml", GRAPH));
        GraphFiles.Loaded loaded = new GraphFiles.Loaded(YamlGraphReader.read(Catalogue.load(), sources), sources);
        Market endless = Market.madeUp(Long.MAX_VALUE - 1, 1);
        StringWriter said = new StringWriter();
        try (StopSignal stop = StopSignal.listen()) {
            stop.stop(); // before anything has begun: the job must notice all the same
            MarketJob.Result result = new MarketJob(
                            new MarketOptions(),
                            loaded,
                            endless,
                            journal,
                            new JournalOptions(),
                            new PrintWriter(said, true))
                    .run(stop);
            assertThat(result.wasStopped()).isTrue();
        }
        assertThat(said.toString()).containsPattern("Stopped after [0-9,]+ events; the journal is closed");
        assertThat(replay(journal).exitCode()).isZero();
        assertThat(replay(journal).out()).doesNotContain("no checkpoint of a clean end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "demo --help", "run --help", "replay --help", "verify --help"})
    void shouldExplainItself(String arguments) {
        CommandLineRun run = CommandLineRun.of(arguments.split(" "));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: tickwork").contains("Exit codes:");
        assertThat(run.err()).isEmpty();
    }

    /** Checks the answer, and that the command leaves the directory as it was. */
    private void assertRefused(int exitCode, String message, Supplier<CommandLineRun> command) throws IOException {
        List<String> before = listing();
        CommandLineRun run = command.get();
        assertThat(run.err()).startsWith(message);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(listing()).isEqualTo(before);
    }

    private CommandLineRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--graph",
                graph.toString(),
                "--input",
                trades.toString(),
                "--journal",
                journal.toString(),
                "--out",
                out.toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--symbol")) {
            arguments.addAll(List.of("--symbol", "BTC"));
        }
        if (!arguments.contains("--wait")) {
            arguments.addAll(List.of("--wait", "yielding"));
        }
        return CommandLineRun.of(arguments);
    }

    private static CommandLineRun replay(Path directory) {
        return CommandLineRun.of("replay", "--no-progress", directory.toString());
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> !file.equals(temporary))
                    .map(file -> temporary.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String hashes(CommandLineRun run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Done: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }

    /** What was reported, without the lines that tell times and places. */
    private static String reportedBy(CommandLineRun run) {
        return run.out()
                .lines()
                .filter(line -> !line.matches("(Feeding|Throughput|Service time|    p50|Checkpoints|Note|Journal).*"))
                .reduce("", (one, other) -> one + other + "\n");
    }

    private static String tradesText() {
        StringBuilder text = new StringBuilder("timestamp,price,amount\n");
        for (int i = 0; i < TRADES; i++) {
            text.append(1_385_346_600 + i / 4).append(',').append(800 + i % 7).append(".5,0.25\n");
        }
        return text.toString();
    }
}
