// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import io.tickwork.systemtests.journal.ChildJvm;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as a user runs it. */
final class TickworkProcess {
    private static final String ROOT = System.getProperty("tickwork.root");
    private static final long TIMEOUT_S = 120;

    private TickworkProcess() {}

    /**
     * How a command ended.
     *
     * @param exitCode its exit code.
     * @param out what it wrote to standard output.
     * @param err what it wrote to standard error.
     */
    record Result(int exitCode, String out, String err) {
        /** {@return the hashes of outputs and state that it printed} */
        String hashes() {
            return out.lines()
                    .filter(line -> line.matches(".*outputs [0-9a-f]{16} state [0-9a-f]{16}.*"))
                    .map(line -> line.replaceAll(".*(outputs [0-9a-f]{16} state [0-9a-f]{16}).*", "$1"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no hashes in:\n" + out + err));
        }
    }

    static Result run(String... arguments) throws IOException, InterruptedException {
        return run(System.getProperty("java.home"), List.of(), arguments);
    }

    /** Runs it with another JDK, and with flags of its own. */
    static Result run(String javaHome, List<String> flags, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tickwork", ".out");
        Path err = Files.createTempFile("tickwork", ".err");
        try {
            Process process = start(javaHome, flags, out, err, arguments);
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end in " + TIMEOUT_S + " s: " + List.of(arguments));
            }
            return new Result(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static Process start(Path out, Path err, String... arguments) throws IOException {
        return start(System.getProperty("java.home"), List.of(), out, err, arguments);
    }

    private static Process start(String javaHome, List<String> flags, Path out, Path err, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(javaHome, "bin", "java").toString());
        command.add("@" + ROOT + "/config/jvm.options");
        if (feature(javaHome) >= 23) {
            command.add("@" + ROOT + "/config/jvm-23.options");
        }
        if (javaHome.equals(System.getProperty("java.home"))) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + ChildJvm.archive(), "-Xlog:cds*=off"));
        }
        command.addAll(flags);
        command.addAll(
                List.of("-Dtickwork.home=" + ROOT, "-cp", ChildJvm.classPath(), "io.tickwork.engine.cli.Tickwork"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private static int feature(String javaHome) throws IOException {
        if (javaHome.equals(System.getProperty("java.home"))) {
            return Runtime.version().feature();
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(javaHome, "release"))) {
            release.load(reader);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
