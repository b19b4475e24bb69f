// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This host is as it is: what is looked at is the form, and that exit code and findings agree. */
class DoctorCommandTest {
    private final String home = System.getProperty("tickwork.home");

    @BeforeEach
    void beAtHome() {
        System.setProperty("tickwork.home", System.getProperty("tickwork.root"));
    }

    @AfterEach
    void leave() {
        if (home == null) {
            System.clearProperty("tickwork.home");
        } else {
            System.setProperty("tickwork.home", home);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldSayTheSameInJsonAndByItsExitCode() throws IOException {
        CommandLineRun run = CommandLineRun.of("doctor", "--json", "--wait", "sleeping");
        Map<String, Object> found = JSON.std.mapFrom(run.out());
        List<Map<String, Object>> findings = (List<Map<String, Object>>) found.get("findings");
        boolean costs = findings.stream().anyMatch(each -> each.get("verdict").equals("costs"));
        assertThat(found).containsEntry("good", !costs);
        assertThat(run.exitCode()).isEqualTo(costs ? ExitCode.NO : ExitCode.OK);
        assertThat(findings)
                .allSatisfy(each -> assertThat(each).containsOnlyKeys("check", "verdict", "found", "why", "todo"));
    }

    @Test
    void shouldSayWhatToDo() {
        CommandLineRun run = CommandLineRun.of("doctor", "--topology", "parallel", "--journal", "/proc");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NO);
        assertThat(run.out())
                .contains("costs    journal        /proc is on proc")
                .contains("Do: Put the journal on ext4 or XFS")
                .contains(" for 2 spinning threads")
                .containsPattern("\\d+ of 14 cost latency\\.\\R$");
    }
}
