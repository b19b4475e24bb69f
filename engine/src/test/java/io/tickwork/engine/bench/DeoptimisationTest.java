// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: code of a plan that is warm stays. Method: a JVM with the flags of the engine warms a graph up, then lets come
 * what a day may bring, and records with JFR which code the JIT had to give up meanwhile.
 */
class DeoptimisationTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void shouldKeepTheCodeOfPlansOnceTheyAreWarm() throws IOException, InterruptedException {
        Path found = directory.resolve("found");
        ShippedJvm.run(directory, LiveDay.class, List.of(), found.toString());
        List<String> lines = Files.readAllLines(found);
        assertThat(lines.get(0))
                .as("what came out of the day")
                .matches("faults [1-9]\\d+, given up while it warmed up [1-9]\\d*");
        assertThat(lines.subList(1, lines.size())).as("code given up").isEmpty();
    }
}
