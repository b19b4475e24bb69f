// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayJobsTest {
    @TempDir
    private static Path temporary;

    private static Path monday;
    private static Path tuesday;

    @BeforeAll
    static void write() throws IOException {
        monday = TradesJournal.write(temporary, "monday", "ES", 300);
        tuesday = TradesJournal.write(temporary, "tuesday", "ES", 100);
    }

    private static CommandLineRun replay(Object... arguments) {
        List<String> words = new ArrayList<>(List.of("replay", "--no-progress"));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return CommandLineRun.of(words);
    }

    @Test
    void shouldJoinWhatComesOutInTheOrderGiven() throws IOException {
        Path joined = temporary.resolve("joined");
        CommandLineRun run = replay(tuesday, monday, "--jobs", 2, "--out", joined);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith("== " + tuesday + " ==\n")
                .contains("Replayed 101 events", "\n== " + monday + " ==\n", "Replayed 301 events");

        List<String> expected = new ArrayList<>();
        for (Path journal : List.of(tuesday, monday)) {
            Path alone = temporary.resolve(journal.getFileName() + "-alone");
            assertThat(replay(journal, "--out", alone).exitCode()).isZero();
            List<String> rows = Files.readAllLines(alone.resolve("values.csv"));
            if (expected.isEmpty()) {
                expected.add("journal," + rows.get(0));
            }
            rows.stream().skip(1).map(row -> journal + "," + row).forEach(expected::add);
        }
        assertThat(Files.readAllLines(joined.resolve("values.csv"))).isEqualTo(expected);
        assertThat(replay(tuesday, monday, "--out", joined).exitCode()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void shouldNameTheOneThatFailsAndEndWithTheWorst() {
        Path missing = temporary.resolve("wednesday");
        Path joined = temporary.resolve("not-joined");
        CommandLineRun run = replay(monday, missing, "--jobs", 1, "--out", joined);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err())
                .contains(missing + ": error: ", missing + ": ended with 2", joined + ": nothing is written");
        assertThat(run.out()).contains("== " + missing + " ==", "Bit-identical");
        assertThat(joined).doesNotExist();
    }

    @Test
    void shouldPrintOneArrayOfJson() throws IOException {
        CommandLineRun run = replay(monday, tuesday, "--json", "--to", 50);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json).hasSize(2);
        assertThat(json.get(0).get("journal").asText()).isEqualTo(monday.toString());
        assertThat(json.get(1).get("lastSequence").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b --jobs 0", "a b --profile-html x.html", "a a"})
    void shouldRefuseWhatMakesNoSense(String options) {
        assertThat(replay((Object[]) options.split(" ")).exitCode()).isEqualTo(ExitCode.INPUT);
    }
}
