// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How child processes are started: small, since they share the machine, and quickly, since there are many: from an
 * archive of loaded classes (CDS) that the first of them makes. Such an archive wants jars on the class path, so that
 * directories of classes are packed first.
 *
 * <p>Threading: one thread.
 */
public final class ChildJvm {
    private static final String ROOT = System.getProperty("tickwork.root");
    private static final List<String> OPTIONS =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable");
    private static final long TRAINING_S = 120;

    private static String classPath;
    private static Path archive;

    private ChildJvm() {}

    /** {@return the command, up to the class path; a main class and its arguments go behind} */
    public static List<String> command() throws IOException {
        prepare();
        return java(classPath, "-XX:SharedArchiveFile=" + archive);
    }

    /** {@return the class path of the tests, in jars} */
    public static String classPath() throws IOException {
        prepare();
        return classPath;
    }

    /** {@return the archive, for a JVM of this kind with {@link #classPath()}} */
    public static Path archive() throws IOException {
        prepare();
        return archive;
    }

    private static void prepare() throws IOException {
        if (archive != null) {
            return;
        }
        Path directory = Files.createTempDirectory("child-jvm");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(directory)));
        classPath = jars(directory);
        Path made = directory.resolve("classes.jsa");
        Path journal = directory.resolve("journal");
        train(classPath, made, journal, "-XX:ArchiveClassesAtExit=" + made);
        train(classPath, made, journal, "-XX:SharedArchiveFile=" + made); // it works, or this says so
        archive = made;
    }

    /** Makes a journal, then goes on with it, so that the classes of both are there. */
    private static void train(String classPath, Path archive, Path journal, String option) throws IOException {
        List<String> line = new ArrayList<>(java(classPath, option));
        line.add(EngineProcess.class.getName());
        line.addAll(new EngineOptions(journal).events(1000).arguments());
        Path log = archive.resolveSibling("log");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TRAINING_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not work: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> java(String classPath, String option) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("@" + ROOT + "/config/jvm.options");
        if (Runtime.version().feature() >= 23) {
            line.add("@" + ROOT + "/config/jvm-23.options");
        }
        line.addAll(OPTIONS);
        line.add(option);
        line.addAll(List.of("-cp", classPath));
        return List.copyOf(line);
    }

    private static String jars(Path directory) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(entry -> Files.isDirectory(entry) ? pack(jar, entry, directory) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path pack(ToolProvider jar, Path classes, Path directory) {
        Path file = directory.resolve(classes.toString().replace(File.separatorChar, '-') + ".jar");
        int exitCode =
                jar.run(System.out, System.err, "--create", "--file", file.toString(), "-C", classes.toString(), ".");
        if (exitCode != 0) {
            throw new AssertionError("could not pack " + classes);
        }
        return file;
    }

    /** Removes a directory and everything in it. */
    static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
