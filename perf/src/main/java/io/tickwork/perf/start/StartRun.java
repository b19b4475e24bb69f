// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.start;

import io.tickwork.perf.journal.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Question: how long from the start of a JVM until an engine with a graph of 500 nodes has run its first event?
 *
 * <p>Method: a process for each round, with the flags of this one; the clock runs from before it is started until it
 * says that a trade is through. What came before and after the graph was read it says itself. Printed are medians, and
 * half the distance from the least to the greatest.
 *
 * <p>Exit code: 0; 1 when the goal is missed.
 */
@Command(
        name = "perf/jmh --start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how long an engine takes from the start of its JVM to its first event.")
public final class StartRun implements Callable<Integer> {
    private static final double GOAL_MS = 1_500;
    private static final int GOAL_NODES = 500;
    /** Of the graph whose classes are archived: another than those that are measured. */
    private static final int ARCHIVED_AVERAGES = 5;

    @Option(
            names = "--averages",
            paramLabel = "N",
            split = ",",
            description = "Sizes of graphs: each has four times as many nodes less three. Default: ${DEFAULT-VALUE}.")
    private int[] averages = {1, 10, 126};

    @Option(names = "--rounds", paramLabel = "N", description = "Processes of each. Default: ${DEFAULT-VALUE}.")
    private int rounds = 9;

    private StartRun() {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path scratch = Scratch.create();
        try {
            Path archive = scratch.resolve("classes.jsa");
            start(ARCHIVED_AVERAGES, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xshare:auto", "-Xlog:disable"));
            if (!Files.exists(archive)) {
                throw new IllegalStateException("this JVM has made no archive of classes");
            }
            System.out.println("| nodes | archive of classes | ms to the first event | JVM to main | graph read |"
                    + " engine started, one trade run |");
            System.out.println("| --- | --- | --- | --- | --- | --- |");
            boolean isReached = true;
            for (int each : averages) {
                measure(each, "without", List.of());
                double withArchiveMs =
                        measure(each, "as the launcher has it", List.of("-XX:SharedArchiveFile=" + archive));
                isReached &= nodes(each) > GOAL_NODES + 1 || withArchiveMs <= GOAL_MS;
            }
            return isReached ? 0 : 1;
        } finally {
            Scratch.remove(scratch);
        }
    }

    private double measure(int averageCount, String archive, List<String> flags)
            throws IOException, InterruptedException {
        double[][] times = new double[4][rounds];
        for (int round = -1; round < rounds; round++) { // the first brings the files into the page cache
            double[] measured = start(averageCount, flags);
            for (int i = 0; round >= 0 && i < measured.length; i++) {
                times[i][round] = measured[i];
            }
        }
        System.out.printf(
                "| %,d | %s | %s | %s | %s | %s |%n",
                nodes(averageCount), archive, text(times[0]), text(times[1]), text(times[2]), text(times[3]));
        return median(times[0]);
    }

    private static int nodes(int averageCount) {
        return 4 * averageCount - 3;
    }

    private static double[] start(int averageCount, List<String> flags) throws IOException, InterruptedException {
        Path directory = Scratch.create();
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(flags);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    FirstEvent.class.getName(),
                    Integer.toString(averageCount),
                    directory.resolve("journal").toString()));
            long startNs = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader reader = process.inputReader()) {
                String line = reader.readLine();
                double wholeMs = (System.nanoTime() - startNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
                if (line == null || process.waitFor() != 0) {
                    throw new IllegalStateException("the process ended without a first event");
                }
                double[] parts = Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                return Stream.of(new double[] {wholeMs}, parts)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
            }
        } finally {
            Scratch.remove(directory);
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static String text(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return String.format(Locale.ROOT, "%,.0f ± %.0f", median(values), (sorted[sorted.length - 1] - sorted[0]) / 2);
    }
}
