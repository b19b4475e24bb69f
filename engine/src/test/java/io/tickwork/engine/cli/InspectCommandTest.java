// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.inspect.Inspector;
import io.tickwork.engine.replay.ReplayContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {
    @TempDir
    private static Path temporary;

    private static Path journal;

    @BeforeAll
    static void write() throws IOException {
        journal = TradesJournal.write(temporary, "journal", "ES", 100);
    }

    private static CommandLineRun inspect(String... options) {
        List<String> arguments = new ArrayList<>(List.of("inspect", journal.toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments);
    }

    @Test
    void shouldTellWhatAnEventDid() {
        CommandLineRun run = inspect("--at", "22");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith(
                        "Event 22: trade of ES at 2023-11-14T22:13:40.000000000Z\n  price=120 size=1 side=UNKNOWN\n")
                .contains("Cycle 0, boundary at 2023-11-14T22:13:40.000000000Z: 2 of 3 nodes of ES ran")
                .contains("ES/fast (ema) ran\n")
                .contains("ES/gap (sub) did not run: ");
    }

    @Test
    void shouldExplainWhyANodeDidNotRun() {
        CommandLineRun run = inspect("--at", "22", "--node", "ES/gap", "--why");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("\ncycle 0: ES/gap did not run: no value in right (slow)\n")
                .contains("\n  slow has no value: warming up, it takes 5 runs\n");
    }

    @Test
    void shouldPrintATableOfOneNode() {
        CommandLineRun run = inspect("--from", "2", "--to", "101", "--node", "fast", "--runs");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList())
                .hasSize(10)
                .satisfies(lines -> assertThat(lines.get(0)).matches(" +event +time +node +ran +value"))
                .satisfies(lines -> assertThat(lines.get(9)).matches(" +92 +2023.*Z +ES/fast +ran +\\d+\\.\\d+"));
    }

    @Test
    void shouldPrintJson() {
        CommandLineRun run = inspect("--at", "22", "--node", "gap", "--why", "--json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("\"sequence\" : 22", "\"verdict\" : \"input-missing\"", "\"why\" : [ \"cycle 0: ES/gap")
                .doesNotContain("ES/fast\"");
        run = inspect("--from", "2", "--to", "4", "--node", "gap", "--json");
        assertThat(run.out()).contains("\"rows\" : [ {", "\"ran\" : \"no turn\"");
    }

    @Test
    void shouldTakeCommandsFromATerminal() throws IOException {
        String commands = "goto 30\nrun fast\nuntil fast.value < 0\nprint ES/fast\nquit\nn\n";
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (Terminal terminal =
                        new DumbTerminal(new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)), screen);
                Inspector inspector = Inspector.open(new ReplayContext().journalDirectory(journal))) {
            InspectCommand.walk(inspector, terminal);
            assertThat(inspector.cursor().sequence()).isEqualTo(32);
        }
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains(
                        "start> ",
                        "Event 30: ",
                        "* run fast",
                        "Event 32: ",
                        "nowhere behind event 32",
                        "ES/fast (ema) ran");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--at 1 --from 2",
                "--node fast",
                "--from 2 --to 3",
                "--from 2 --node fast",
                "--from 3 --to 2 --node fast",
                "--at 0",
                "--at 102",
                "--at 5 --node nobody"
            })
    void shouldRefuseWhatMakesNoSense(String options) {
        CommandLineRun run = inspect(options.split(" "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).startsWith("error: ");
        assertThat(run.out()).isEmpty();
    }
}
