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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {
    private static final Path CONFIG = Path.of(System.getProperty("tickwork.root"), "config");

    @TempDir
    private Path temporary;

    @Test
    void shouldShowTheGraphThatComesWithTheProgram() {
        CommandLineRun run = shown();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("ema-fast: ema(period=12)", "warm-up    12 x 1m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "svg", "dot", "mermaid", "json"})
    void shouldWriteToAFile(String format) throws IOException {
        Path file = temporary.resolve("graph." + format);
        CommandLineRun run = shown("--format", format, "--out", file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file)).contains("ema-fast");
    }

    @Test
    void shouldSayWhenItCannotWrite() {
        Path file = temporary.resolve("nowhere").resolve("graph.svg");
        CommandLineRun run = shown("--out", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(run.err()).contains("cannot be written", "--out");
    }

    @Test
    void shouldExplainThePlan() {
        CommandLineRun run = shown("--explain", "boundary");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("boundary: 17 of 18 nodes").contains("stands here");
    }

    @Test
    void shouldReportEveryErrorAsTextOrJson() throws IOException {
        Path file = Files.writeString(temporary.resolve("bad.yaml"), """
                a: {type: emu, inputs: [Tick]}
                b: {type: sma, inputs: [Tick], params: {period: 0}}
                """);
        CommandLineRun text = CommandLineRun.of("graph", file.toString());
        assertThat(text.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(text.err()).contains("bad.yaml:1:11: unknown-type", "bad.yaml:2:49: parameter-value");

        CommandLineRun json = CommandLineRun.of("graph", file.toString(), "--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.INPUT);
        List<?> errors = (List<?>) JSON.std.mapFrom(json.out()).get("errors");
        assertThat(errors).hasSize(2);
        assertThat((Map<?, ?>) errors.get(0))
                .isEqualTo(Map.of(
                        "file",
                        file.toString(),
                        "line",
                        1,
                        "column",
                        11,
                        "rule",
                        "unknown-type",
                        "node",
                        "a",
                        "message",
                        "there is no node type 'emu'; did you mean ema?"));
    }

    /** The graph that comes with the program. */
    private static CommandLineRun shown(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "graph",
                CONFIG.resolve("indicators.yaml").toString(),
                CONFIG.resolve("strategies.yaml").toString()));
        words.addAll(List.of(options));
        return CommandLineRun.of(words.toArray(String[]::new));
    }
}
