// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a sub-command in a JVM of its own, with the flags of this one. */
final class FreshProcess {
    private FreshProcess() {}

    /**
     * How it ended.
     *
     * @param exitCode its exit code.
     * @param output what it wrote to standard output.
     */
    record Result(int exitCode, String output) {}

    /**
     * Runs a command and waits for its end. What it writes to standard error goes where ours goes.
     *
     * @param arguments of the command line.
     * @return how it ended.
     * @throws UsageException when no process can be started.
     */
    static Result run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib:") && !flag.startsWith("-javaagent:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tickwork.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException("a second Java process could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the second Java process", e);
        }
    }
}
