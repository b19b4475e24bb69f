// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From files to a journal, and from there through a graph to what comes out: two commands. */
class ImportCommandTest {
    private static final String HEADER = "sequence,event_time_ns,symbol,node,output,value";

    @TempDir
    private Path temporary;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temporary.resolve(name), text);
    }

    private Path journal() {
        return temporary.resolve("journal");
    }

    private CommandLineRun imported(String symbol, String kind, String unit, Path... files) {
        List<String> arguments = new ArrayList<>(
                List.of("import", "--no-progress", "--journal", journal().toString()));
        arguments.addAll(List.of("--symbol", symbol, "--kind", kind, "--time-unit", unit));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        return CommandLineRun.of(arguments);
    }

    /** The rows of values that a graph gives. */
    private List<String> values(String graph) throws IOException {
        Path out = temporary.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                "replay",
                "--no-progress",
                journal().toString(),
                "--graph",
                file("graph.yaml", graph).toString(),
                "--out",
                out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(out.resolve("values.csv"));
        assertThat(lines.get(0)).isEqualTo(HEADER);
        return lines.subList(1, lines.size());
    }

    @Test
    void shouldImportTrades() throws IOException {
        Path trades = file("t.csv", """
                timestamp,price,size,side
                1700000000000,100.5,2,buy
                1700000000250,101,1,sell
                """);
        CommandLineRun run = imported("ES", "trades", "ms", trades);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Imported 3 events of 1 files");
        assertThat(values("x: {type: sub, inputs: [Tick.price, Tick.size], publish: true}"))
                .containsExactly("2,1700000000000000000,ES,x,value,98.5", "3,1700000000250000000,ES,x,value,100.0");
    }

    @Test
    void shouldImportQuotes() throws IOException {
        Path quotes = file("q.csv", """
                timestamp,bid,bid_size,ask,ask_size
                1700000000,99,3,101,5
                """);
        assertThat(imported("ES", "quotes", "s", quotes).exitCode()).isZero();
        assertThat(values("""
                        spread: {type: sub, inputs: [Quote.ask, Quote.bid], publish: true}
                        sizes: {type: sub, inputs: [Quote.askSize, Quote.bidSize], publish: true}
                        """))
                .containsExactly(
                        "2,1700000000000000000,ES,spread,value,2.0", "2,1700000000000000000,ES,sizes,value,2.0");
    }

    @Test
    void shouldImportBooks() throws IOException {
        Path books = file("d.csv", """
                timestamp,bid_1,bid_size_1,ask_1,ask_size_1,bid_2,bid_size_2
                1700000000,99,3,101,5,98,4
                1700000001,99,3,101,5,,
                1700000002,,,102,6,,
                """);
        assertThat(imported("ES", "depth", "s", books).exitCode()).isZero();
        assertThat(values("""
                        ask: {type: add, inputs: [Depth.ask], publish: true}
                        both: {type: depth-imbalance, inputs: [Depth], params: {levels: 2}, publish: [bid-size]}
                        """))
                .contains(
                        "2,1700000000000000000,ES,both,bid-size,7.0",
                        "3,1700000001000000000,ES,both,bid-size,3.0",
                        "4,1700000002000000000,ES,ask,value,102.0");
    }

    @Test
    void shouldImportBarsThatCloseATimeframeAfterTheyOpen() throws IOException {
        Path bars = file("c.csv", """
                timestamp,open,high,low,close,volume
                2024-01-02T00:00:00Z,10,12,9,11,100
                2024-01-03T00:00:00Z,11,13,10,12,200
                """);
        assertThat(imported("AAPL", "candles:1d", "iso-8601", bars).exitCode()).isZero();
        assertThat(values("""
                        candles: {1d: external}
                        indicators:
                          typical: {type: add, inputs: [Candle(1d).high, Candle(1d).low], publish: true}
                        """))
                .containsExactly(
                        "2,1704240000000000000,AAPL,typical,value,21.0",
                        "3,1704326400000000000,AAPL,typical,value,23.0");
    }

    @Test
    void shouldMergeFilesByTheirTimes() throws IOException {
        Path es = file("es.csv", "timestamp,price,size\n1700000001,10,1\n1700000003,12,1\n");
        Path nq = file("nq.csv", "timestamp,price,size\n1700000002,20,1\n1700000003,21,1\n");
        CommandLineRun run = imported("ES,NQ", "trades", "s", es, nq);
        assertThat(run.out()).contains("Imported 6 events of 2 files");
        assertThat(values("""
                        indicators: {last: {type: add, inputs: [Tick], publish: true}}
                        groups: {apart: {type: sub, inputs: [NQ/last, ES/last], publish: true}}
                        """))
                .containsExactly(
                        "2,1700000001000000000,ES,last,value,10.0",
                        "4,1700000002000000000,NQ,last,value,20.0",
                        "4,1700000002000000000,,apart,value,10.0",
                        "5,1700000003000000000,ES,last,value,12.0",
                        "5,1700000003000000000,,apart,value,8.0",
                        "6,1700000003000000000,NQ,last,value,21.0",
                        "6,1700000003000000000,,apart,value,9.0");
    }

    @Test
    void shouldAskForAGraphBecauseAnImportHasNone() throws IOException {
        imported("ES", "trades", "s", file("t.csv", "timestamp,price,size\n1700000001,10,1\n"));
        CommandLineRun run =
                CommandLineRun.of("replay", "--no-progress", journal().toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("was imported and has no graph of its own; name one with --graph");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trades    | timestamp,price,size       | 1700000001,0,1      | :2:12: price is not positive
            trades    | timestamp,cost,size        | 1700000001,10,1     | :1:1: no column for the price
            quotes    | timestamp,bid,bid_size,ask,ask_size | 1700000001,9,1,-1,1 | :2:16: ask is not positive
            quotes    | timestamp,bid,bid_size,ask,ask_size | 1700000001,9,-1,9,1 | :2:14: bid size is negative
            depth     | timestamp,bid_1,bid_size_1,ask_1 | 1700000001,9,1,9 | :1:1: no column for the ask size 1
            candles:1m | timestamp,open,high,low,close,volume | 1700000000,5,4,3,4,1 | :2:1: low and high do not hold open and close
            candles:1m | timestamp,open,high,low,close,volume,count | 1700000000,4,4,4,4,1,x | :2:22: count is not a whole number
            """)
    void shouldSayWhichRowIsWrongAndLeaveNothing(String kind, String header, String row, String message)
            throws IOException {
        Path file = file("bad.csv", header + "\n" + row + "\n");
        CommandLineRun run = imported("ES", kind, "s", file);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).startsWith("error: " + file + message);
        assertThat(journal()).doesNotExist();
    }

    @Test
    void shouldRefuseKindsAndListsThatDoNotFit() throws IOException {
        Path file = file("t.csv", "timestamp,price,size\n1700000001,10,1\n");
        assertThat(imported("ES", "ticks", "s", file).err())
                .contains("'ticks' is no kind of market data; write trades, quotes, depth or candles:TF");
        assertThat(imported("ES", "candles:7x", "s", file).err()).contains("7x");
        assertThat(imported("ES,NQ", "trades", "s", file).err())
                .contains("--symbol has 2 entries for 1 files; give one for all, or one for each");
        assertThat(journal()).doesNotExist();
        imported("ES", "trades", "s", file);
        assertThat(imported("ES", "trades", "s", file).exitCode())
                .as("into a directory that is taken")
                .isEqualTo(ExitCode.INPUT);
    }
}
