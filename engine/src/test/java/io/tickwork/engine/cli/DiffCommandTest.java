// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String GRAPH = """
            fast: {type: ema, inputs: [Candle(1s)], params: {period: 3}, publish: true}
            slow: {type: ema, inputs: [Candle(1s)], params: {period: 9}, publish: true}
            trader: {type: ma-cross, inputs: [fast, slow, Tick]}
            """;

    @TempDir
    private static Path temporary;

    private static String journal;
    private static String graph;
    private static String other;

    @BeforeAll
    static void write() throws IOException {
        journal = temporary.resolve("journal").toString();
        graph = file("a.yaml", GRAPH);
        other = file("b.yaml", GRAPH.replace("period: 9", "period: 8"));
        CommandLineRun run = CommandLineRun.of(
                "demo",
                "--synthetic",
                "2000",
                "--graph",
                graph,
                "--journal",
                journal,
                "--wait",
                "yielding",
                "--record-outputs",
                recorded());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(temporary.resolve(name), text).toString();
    }

    private static CommandLineRun diff(String... more) {
        List<String> arguments = new ArrayList<>(List.of("diff", "--no-progress", journal));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments);
    }

    private static String recorded() {
        return temporary.resolve("recorded").toString();
    }

    @Test
    void shouldCompareWithWhatARunRecorded() {
        CommandLineRun equal = diff("--against", recorded());
        assertThat(equal.exitCode()).as(equal.err() + equal.out()).isZero();
        assertThat(equal.out())
                .contains("First:  recorded in " + recorded() + "\nSecond: the journal's own graph\n")
                .contains("Compared events 1 to 2,001: ")
                .endsWith("Equal\n");
        CommandLineRun different = diff("--against", recorded(), "--graph", other);
        assertThat(different.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(different.out()).contains("Node changed: slow: period 9 -> 8\n");
        assertThat(diff("--against", recorded(), "--graph", graph, "--graph", other)
                        .err())
                .contains("there are two");
        assertThat(diff("--against", journal).exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(diff("--against", recorded(), "--from", "5000").exitCode()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void shouldRecordWhatAReplayPutsOut() {
        String part = temporary.resolve("part").toString();
        CommandLineRun replay = CommandLineRun.of(
                "replay",
                "--no-progress",
                journal,
                "--graph",
                other,
                "--from",
                "700",
                "--to",
                "1500",
                "--record-outputs",
                part,
                "--out",
                temporary.resolve("out").toString());
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        CommandLineRun equal = diff("--against", part, "--graph", other);
        assertThat(equal.exitCode()).as(equal.err() + equal.out()).isZero();
        assertThat(equal.out()).contains("Compared events 700 to 1,500: ");
        assertThat(diff("--against", part).exitCode()).isEqualTo(ExitCode.NO);
        CommandLineRun again = CommandLineRun.of("replay", "--no-progress", journal, "--record-outputs", part);
        assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(CommandLineRun.of("replay", "--no-progress", part).err()).contains("holds recorded outputs");
    }

    @Test
    void shouldExitWithZeroWhereNothingDiffers() {
        CommandLineRun run = diff("--graph", graph, "--graph", graph);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Graphs and node code are the same.").endsWith("Equal\n");
    }

    @Test
    void shouldSayWhatDiffersAndExitWithOne() {
        CommandLineRun run = diff("--graph", graph, "--graph", other);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NO);
        assertThat(run.out())
                .contains("First:  " + graph + "\nSecond: " + other + "\n")
                .contains("Node changed: slow: period 9 -> 8\n")
                .contains("SYNTH/slow: ")
                .containsPattern("first at event \\d+, cycle 0, 20\\d\\d-.*: nothing, then [0-9.]+\n")
                .containsPattern("largest difference [0-9.E-]+ at event ")
                .containsPattern("Different at [0-9,]+ of 2,001 events, first at event [0-9,]+\n$");
    }

    @Test
    void shouldCompareOneGraphWithTheJournalsOwn() {
        assertThat(diff("--graph", graph).exitCode()).isZero();
        CommandLineRun run = diff("--graph", other, "--rows", "1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(run.out())
                .contains("First:  the journal's own graph\n")
                .contains("more outputs differ; --rows shows more of them, --json all\n");
    }

    @Test
    void shouldLetPassWhatIsWithinTheTolerance() {
        assertThat(diff("--graph", other, "--from", "500", "--tolerance", "1e9").out())
                .doesNotContain("SYNTH/slow: ");
    }

    @Test
    void shouldPrintJson() throws IOException {
        CommandLineRun run = diff("--graph", other, "--json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        Map<String, Object> json = JSON.std.mapFrom(run.out());
        assertThat(json)
                .containsEntry("equal", false)
                .containsKeys("nodes", "signals", "differentEvents", "outputsOnlyInFirst")
                .containsEntry("lastSequence", 2_001);
        @SuppressWarnings("unchecked")
        Map<String, Object> output = ((List<Map<String, Object>>) json.get("outputs")).get(0);
        assertThat(output)
                .containsEntry("symbol", "SYNTH")
                .containsEntry("output", "slow")
                .containsEntry("kind", "value");
    }

    @Test
    void shouldRefuseWhatCannotBeCompared() {
        CommandLineRun nothing = diff();
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(nothing.err()).contains("nothing to compare with");
        assertThat(diff("--graph", graph, "--tolerance", "-1").err())
                .contains("Invalid value for option '--tolerance': -1.0 is not a finite number from 0 on");
        assertThat(diff("--graph", graph, "--relative-tolerance", "2").exitCode())
                .isEqualTo(ExitCode.INPUT);
        assertThat(diff("--graph", graph, "--from", "9", "--to", "8").exitCode())
                .isEqualTo(ExitCode.INPUT);
        assertThat(diff("--graph", graph, "--from", "9000").err()).contains("has no event 9000");
        CommandLineRun none =
                CommandLineRun.of("diff", temporary.resolve("none").toString(), "--graph", graph);
        assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
    }
}
