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

class ProfileCommandTest {
    @TempDir
    private static Path temporary;

    private static Path journal;

    @BeforeAll
    static void write() throws IOException {
        journal = TradesJournal.write(temporary, "journal", "ES", 100);
    }

    private static CommandLineRun replay(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--no-progress", journal.toString()));
        arguments.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        return run;
    }

    @Test
    void shouldPrintATableAndDrawAPage() throws IOException {
        Path page = temporary.resolve("profile.html");
        CommandLineRun run = replay("--profile", "--profile-html", page.toString());
        assertThat(run.out())
                .contains("Bit-identical: ", "Timing took ", "gap: 3 turns without a value")
                .containsPattern("\nfast +ema +\\d+\\.\\d %( +[\\d,.]+){3} +9 +9 +8 +0\n");
        assertThat(Files.readString(page))
                .contains("class=\"heat\"", "\"load\":{\"share\":", "Measured over 101 events");
        CommandLineRun again =
                CommandLineRun.of("replay", journal.toString(), "--no-progress", "--profile-html", page.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(again.err()).contains("already exists");
    }

    @Test
    void shouldPrintJson() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(replay("--profile", "--json").out());
        assertThat(json.get("identical").asBoolean()).isTrue();
        JsonNode profile = json.get("profile");
        assertThat(profile.get("events").asLong()).isEqualTo(101);
        assertThat(profile.get("nodes")).hasSize(3);
        assertThat(profile.get("nodes").get(0).get("counts").get("runs").asLong())
                .isEqualTo(9);
        json = new ObjectMapper().readTree(replay("--json").out());
        assertThat(json.get("profile").isNull()).isTrue();
        assertThat(json.get("events").asLong()).isEqualTo(101);
    }
}
