// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class in a JVM of its own, with the flags that the engine is run with. */
final class ShippedJvm {
    private static final Path CONFIG = Path.of(System.getProperty("tickwork.root"), "config");
    private static final long TIMEOUT_S = 100;

    private ShippedJvm() {}

    /**
     * Fails the test when it does not end well, or not in time.
     *
     * @param directory for a file.
     * @param main whose main method is run.
     * @param flags more flags.
     * @param arguments of its main method.
     * @return what it printed.
     */
    static String run(Path directory, Class<?> main, List<String> flags, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + CONFIG.resolve("jvm.options"));
        command.add("@" + CONFIG.resolve("jvm-engine.options"));
        if (Runtime.version().feature() >= 23) {
            command.add("@" + CONFIG.resolve("jvm-23.options"));
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
