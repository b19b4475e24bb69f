// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {
    private static final String TRADES = """
            timestamp,price,size,side,id
            1700000000,100.25,1,buy,7
            1700000001,100.5,0.00000001,sell,
            1700000003,99.75,3,unknown,9
            """;
    private static final String QUOTES = """
            timestamp,bid,bid_size,ask,ask_size
            1700000000.5,100,2,100.5,3
            1700000002,100.125,0,100.25,1000000
            """;
    private static final String BOOKS = """
            timestamp,bid_1,bid_size_1,ask_1,ask_size_1,bid_2,bid_size_2,ask_2,ask_size_2,id
            1700000001.5,100,1,101,2,99.5,3,,,4
            1700000002.5,,,101,2,,,102,7,
            """;
    private static final String BARS = """
            timestamp,open,high,low,close,volume,count
            1699999980,100,102,99,101.5,12.5,3
            """;
    private static final String KINDS = "trades,quotes,depth,candles:1m";
    private static final String SERVICE = "META-INF/services/io.tickwork.engine.export.TableFormat";

    @TempDir
    private Path temporary;

    private Path journal;

    @BeforeEach
    void write() throws IOException {
        journal = temporary.resolve("journal");
        String[] names = {"trades.csv", "quotes.csv", "depth.csv", "candles.csv"};
        String[] texts = {TRADES, QUOTES, BOOKS, BARS};
        List<String> arguments = new ArrayList<>(List.of("import"));
        for (int i = 0; i < names.length; i++) {
            arguments.add(
                    Files.writeString(temporary.resolve(names[i]), texts[i]).toString());
        }
        arguments.addAll(
                List.of("--journal", journal.toString(), "--symbol", "ES,ES,ES,NQ", "--kind", KINDS, "--no-progress"));
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private CommandLineRun export(String... options) {
        List<String> arguments = new ArrayList<>(List.of("export", journal.toString(), "--no-progress"));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments);
    }

    @Test
    void shouldWriteFilesThatMakeTheSameJournal() throws IOException {
        Path out = temporary.resolve("out");
        CommandLineRun run = export("--out", out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 rows  " + out.resolve("trades.csv"), "2 rows  " + out.resolve("symbols.csv"));
        assertThat(Files.readAllLines(out.resolve("trades.csv")))
                .startsWith("sequence,timestamp,receive_time_ns,symbol,price,size,side,id,source,source_sequence")
                .anyMatch(row -> row.matches("\\d+,1700000001000000000,\\d+,ES,100.5,0.00000001,sell,,1,3"));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("trades.csv", "quotes.csv", "depth.csv", "candles.csv", "symbols.csv");
        }

        Path again = temporary.resolve("again");
        List<String> arguments = new ArrayList<>(List.of("import"));
        Stream.of("trades", "quotes", "depth", "candles")
                .forEach(name -> arguments.add(out.resolve(name + ".csv").toString()));
        arguments.addAll(List.of("--journal", again.toString(), "--symbol", "ES,ES,ES,NQ", "--kind", KINDS));
        arguments.addAll(List.of("--time-unit", "ns", "--no-progress"));
        run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Path outAgain = temporary.resolve("out-again");
        journal = again;
        assertThat(export("--out", outAgain.toString()).exitCode()).isZero();
        for (String name : List.of("trades.csv", "quotes.csv", "depth.csv", "candles.csv", "symbols.csv")) {
            assertThat(outAgain.resolve(name)).as(name).hasSameTextualContentAs(out.resolve(name));
        }
    }

    @Test
    void shouldWriteOnlyWhatIsWanted() throws IOException {
        Path file = temporary.resolve("es-trades.csv");
        CommandLineRun run = export("--out", file.toString(), "--kind", "trades", "--symbol", "ES", "--to", "5");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(export("--out", file.toString(), "--kind", "trades").exitCode())
                .isEqualTo(ExitCode.INPUT);
        Path nothing = temporary.resolve("nothing");
        run = export("--out", nothing.toString(), "--kind", "sessions");
        assertThat(run.out()).contains("No such events");
        assertThat(nothing).doesNotExist();
    }

    @Test
    void shouldLeaveNothingBehindWhenItFails() {
        Path out = temporary.resolve("out");
        CommandLineRun run = export("--out", out.toString(), "--symbol", "ES,CL");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("has no symbol 'CL'");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldSayWhereParquetComesFrom() {
        CommandLineRun run = export("--out", temporary.resolve("trades.parquet").toString(), "--kind", "trades");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err())
                .contains("there is no format 'parquet' here, only csv", "-Pparquet", "--plugins export-parquet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--out out --from 0",
                "--out out --from 5 --to 4",
                "--out out --from 5000",
                "--out trades.csv",
                "--out trades.csv --kind trades,quotes",
                "--out trades.csv --kind trades --format lines",
                "--out out --kind nothing"
            })
    void shouldRefuseWhatMakesNoSense(String options) {
        CommandLineRun run = export(options.split(" "));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.INPUT);
        assertThat(Path.of("out")).doesNotExist();
        assertThat(Path.of("trades.csv")).doesNotExist();
    }

    @Test
    void shouldWriteEventsAndOutputsInAFormatOfAJar() throws IOException {
        Path plugins = jar();
        Path file = temporary.resolve("quotes.rows");
        CommandLineRun run = export(
                "--out", file.toString(), "--kind", "quotes", "--format", "rows", "--plugins", plugins.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(row -> row.contains(" ES 100"));

        journal = TradesJournal.write(temporary, "day", "ES", 100);
        Path out = temporary.resolve("outputs");
        run = CommandLineRun.of(
                "replay",
                journal.toString(),
                "--no-progress",
                "--out",
                out.toString(),
                "--format",
                "rows",
                "--plugins",
                plugins.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("values.rows")))
                .isNotEmpty()
                .allMatch(row -> row.matches("\\d+ \\d+ ES (fast|slow|gap) value ([\\d.]+) \\2"));
    }

    /** Makes a directory with a jar that brings a format: values and blanks. */
    private Path jar() throws IOException {
        Path source = Files.createDirectories(temporary.resolve("src")).resolve("Rows.java");
        Files.writeString(source, """
                package mine;
                import io.tickwork.engine.export.*;
                import java.io.*;
                import java.nio.file.*;
                import java.util.List;
                public final class Rows implements TableFormat {
                    public String name() { return "rows"; }
                    public TableWriter create(Path file, List<Column> columns) throws IOException {
                        Writer out = Files.newBufferedWriter(file);
                        return new TableWriter() {
                            public void write(Object... values) throws IOException {
                                StringBuilder row = new StringBuilder();
                                for (Object value : values) {
                                    row.append(row.isEmpty() ? "" : " ").append(value);
                                }
                                out.write(row + "\\n");
                            }
                            public void finish() throws IOException { out.flush(); }
                            public void close() throws IOException { out.close(); }
                        };
                    }
                }
                """);
        Path classes = temporary.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).isZero();
        Path directory = Files.createDirectories(temporary.resolve("plugins"));
        try (OutputStream file = Files.newOutputStream(directory.resolve("rows.jar"));
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, jar);
            }
            jar.putNextEntry(new ZipEntry(SERVICE));
            jar.write("mine.Rows".getBytes());
        }
        return directory;
    }
}
