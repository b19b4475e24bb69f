// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a command in a JVM of its own, with the flags of this one. */
final class FreshProcess {
    /** Flags that name something only one process can have: a port, a file to write. */
    private static final Pattern NOT_FOR_TWO = Pattern.compile(
            "-(agentlib:|javaagent:|Xrunjdwp|Dcom\\.sun\\.management\\.|Xlog:(?!cds\\*=off$)|XX:ArchiveClassesAtExit=).*");

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
     * @param stop ends it early.
     * @param arguments of the command line.
     * @return how it ended.
     * @throws CommandException when no process can be started.
     */
    static Result run(StopSignal stop, String... arguments) {
        return run(stop, Tickwork.class, List.of(), List.of(arguments));
    }

    /**
     * Runs a class and waits for its end. What it writes to standard error goes where ours goes.
     *
     * @param stop ends it early.
     * @param main whose main method is run.
     * @param flags for its JVM, besides those of this one.
     * @param arguments of its command line.
     * @return how it ended.
     * @throws CommandException when no process can be started.
     */
    static Result run(StopSignal stop, Class<?> main, List<String> flags, List<String> arguments) {
        Process process = start(ProcessBuilder.Redirect.INHERIT, main, flags, arguments);
        stop.onStop(process.toHandle()::destroy); // Process.destroy would close what is read below
        return await(process);
    }

    /**
     * Starts a command.
     *
     * @param err where what it writes to standard error goes.
     * @param arguments of the command line.
     * @return its process.
     * @throws CommandException when no process can be started.
     */
    static Process start(ProcessBuilder.Redirect err, List<String> arguments) {
        return start(err, Tickwork.class, List.of(), arguments);
    }

    private static Process start(
            ProcessBuilder.Redirect err, Class<?> main, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !NOT_FOR_TWO.matcher(flag).matches())
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectError(err).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw CommandException.environment(
                    "a second Java process cannot be started: " + e.getMessage() + "; see to memory and limits", e);
        }
    }

    /**
     * Reads what a process writes to standard output and waits for its end.
     *
     * @param process that was started here.
     * @return how it ended.
     */
    static Result await(Process process) {
        try {
            String output = process.inputReader().lines().collect(Collectors.joining("\n", "", "\n"));
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.environment("interrupted while waiting for the second Java process", e);
        }
    }
}
