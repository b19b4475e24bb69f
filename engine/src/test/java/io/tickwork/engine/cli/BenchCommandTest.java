// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.bench.GraphBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes measure for as short as they can: what is looked at is the form of what they find, and its answer. */
@Timeout(120)
class BenchCommandTest {
    @TempDir
    private Path temporary;

    private Path graph;
    private Path other;

    @BeforeEach
    void writeGraphs() throws IOException {
        graph = Files.writeString(
                temporary.resolve("graph.yaml"),
                "fast: {type: ema, inputs: [Tick], params: {period: 2}, publish: true}\n");
        other = Files.writeString(
                temporary.resolve("other.yaml"),
                "slow: {type: percent-rank, inputs: [Tick], params: {period: 500}, publish: true}\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldCompareTheGraphOfAJournalWithAnother() throws IOException {
        Path trades = temporary.resolve("trades.csv");
        Files.writeString(trades, "timestamp,price,size\n1700000001,10,1\n1700000002,11,1\n1700000003,12,1\n");
        Path journal = temporary.resolve("journal");
        CommandLineRun made = CommandLineRun.of(
                "run",
                "--graph",
                graph.toString(),
                "--input",
                trades.toString(),
                "--symbol",
                "ES",
                "--journal",
                journal.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();

        CommandLineRun run = CommandLineRun.of(
                "bench",
                "--journal",
                journal.toString(),
                "--compare",
                other.toString(),
                "--forks",
                "1",
                "--measure",
                "0s",
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, Object> found = JSON.std.mapFrom(run.out());
        assertThat(found).containsEntry("events", "4 events from the journal " + journal);
        assertThat((Double) found.get("ratio")).isPositive();
        List<Map<String, Object>> graphs = (List<Map<String, Object>>) found.get("graphs");
        assertThat(graphs).hasSize(2);
        assertThat(made.out())
                .contains("outputs " + graphs.get(0).get("outputsHash") + " state "
                        + graphs.get(0).get("stateHash"));
        assertThat(graphs.get(1).get("outputsHash")).isNotEqualTo(graphs.get(0).get("outputsHash"));
        for (Map<String, Object> each : graphs) {
            assertThat(each).containsEntry("nodes", 1).containsEntry("events", 3);
            assertThat((Map<String, Object>) each.get("eventTimesNs"))
                    .containsOnlyKeys("p50", "p90", "p99", "p99.9", "p99.99", "max");
            Map<String, Object> node = ((List<Map<String, Object>>) each.get("byNode")).get(0);
            assertThat((Double) node.get("runsPerEvent")).isEqualTo(0.75);
        }
    }

    @Test
    void shouldReport() {
        Graph built = YamlGraphReader.read(
                Catalogue.load(),
                List.of(new GraphSource("graph.yaml", "fast: {type: ema, inputs: [Tick], params: {period: 2}}")));
        List<BenchProcess.Measured> measured =
                List.of(measured(100, 90, 100), measured(110, 95, 200), measured(130, 120, 300));
        List<BenchProcess.NodeSamples> nodes = List.of(
                new BenchProcess.NodeSamples("rare", "sma", 0.001, 2),
                new BenchProcess.NodeSamples("fast", "ema", 0.5, 48));
        BenchReport report =
                BenchReport.of(List.of(graph), built, measured, new BenchProcess.Profiled(nodes, 10, 20, 5, 15));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        BenchReport.print("3 events", List.of(report, report), out);
        out.flush();

        assertThat(text.toString())
                .contains("Per event     110.0 ± 15.0 ns on the clock, 95.0 ± 15.0 of CPU; 0.50 outputs")
                .contains("Allocated     0.250 bytes per event")
                .contains("Single events p50 200, p90 300, ")
                .contains("1.5 s (the JIT was still at work)")
                .contains("an event takes 1.000 ± 0.000 times as much CPU")
                .containsPattern("fast +ema +48.0 % +45.6 +0.500 +91.2\\R +rare +sma +2.0 % +1.9 +0.001\\R")
                .containsPattern("\\(outputs\\) +20.0 % +19.0\\R");
    }

    private static BenchProcess.Measured measured(double nsPerEvent, double cpuNsPerEvent, long timeNs) {
        Histogram timesNs = GraphBench.histogram();
        timesNs.recordValue(timeNs);
        String encoded = BenchProcess.encoded(timesNs);
        return new BenchProcess.Measured(
                false, 1_500_000_000, 4, 7, nsPerEvent, cpuNsPerEvent, 0.25, 2, 1, 2, 20, encoded);
    }

    @Test
    void shouldRefuseWhatItCannotMeasure() {
        assertRefused("--input, --journal and --synthetic exclude each other", "--synthetic", "1", "--journal", "x");
        assertRefused("--seed is for --synthetic", "--input", "x", "--seed", "1");
        assertRefused("Invalid value for option '--synthetic': 0 is not above 0", "--synthetic", "0");
        assertRefused("Invalid value for option '--to': 0 is not above 0", "--to", "0");
        assertRefused("Invalid value for option '--forks': 0 is not above 0", "--forks", "0");
        assertRefused("There is nothing to measure in the first 1 events of 200,000 made-up trades", "--to", "1");
        assertRefused("nowhere.csv: no such file", "--input", "nowhere.csv");
    }

    private void assertRefused(String message, String... options) {
        CommandLineRun run = bench(options);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    private CommandLineRun bench(String... options) {
        List<String> words = new ArrayList<>(List.of("bench", "--graph", graph.toString(), "--measure", "0s"));
        if (!List.of(options).contains("--forks")) {
            words.addAll(List.of("--forks", "1"));
        }
        words.addAll(List.of(options));
        return CommandLineRun.of(words);
    }
}
