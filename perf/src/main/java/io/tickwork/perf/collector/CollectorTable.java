// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.collector;

import io.tickwork.perf.journal.Scratch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Question: how long does each collector stop an engine whose edges allocate, and how fast is the engine under it?
 *
 * <p>Method: a process for each collector, heap and round, with the flags of this one but for the heap. An engine runs
 * trades as fast as it can, while a thread beside it allocates messages at a rate. The JVM logs each safepoint: from
 * when it was asked for until all threads stood, and until they went on.
 */
@Command(
        name = "perf/jmh --collectors",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how long each collector stops an engine whose edges allocate.")
public final class CollectorTable implements Callable<Integer> {
    private static final Pattern SAFEPOINT = Pattern.compile("Reaching safepoint: +(\\d+) ns.*Total: +(\\d+) ns");
    private static final double NS_PER_MS = 1e6;

    @Option(
            names = "--collectors",
            paramLabel = "NAME",
            split = ",",
            description = "Collectors; those that this JVM has not are passed over. Default: ${DEFAULT-VALUE}.")
    private List<String> collectors = List.of("Serial", "Parallel", "G1", "Shenandoah", "Z");

    @Option(
            names = "--heaps",
            paramLabel = "SIZE",
            split = ",",
            description = "Heaps, each all there from the beginning. Default: ${DEFAULT-VALUE}.")
    private List<String> heaps = List.of("256m");

    @Option(names = "--trades", paramLabel = "N", description = "Trades of a run. Default: ${DEFAULT-VALUE}.")
    private long trades = 5_000_000;

    @Option(names = "--messages", paramLabel = "N", description = "Messages a second. Default: ${DEFAULT-VALUE}.")
    private double messages = 100_000;

    @Option(
            names = "--live",
            paramLabel = "N",
            split = ",",
            description = "How many of the newest messages are alive. Default: ${DEFAULT-VALUE}.")
    private List<Integer> live = List.of(1_000, 65_000);

    @Option(names = "--rounds", paramLabel = "N", description = "Processes of each. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    private CollectorTable() {}

    /** What was measured in one process; all safepoints of all kinds. */
    private record Pauses(double nsPerTrade, int count, double sumMs, double longestMs, double longestReachingMs) {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CollectorTable()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("| collector, heap, messages alive | ns a trade | pauses a run | ms in all | longest, ms |"
                + " of which until all threads stood, at most, ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String collector : collectors) {
            for (String heap : heaps) {
                for (int liveCount : live) {
                    measure(collector, heap, liveCount);
                }
            }
        }
        return 0;
    }

    private void measure(String collector, String heap, int liveCount) throws IOException, InterruptedException {
        List<Pauses> measured = new ArrayList<>();
        for (int round = 0; round < rounds && measured.size() == round; round++) {
            Pauses pauses = run(collector, heap, liveCount);
            if (pauses != null) {
                measured.add(pauses);
            }
        }
        print(String.format(Locale.ROOT, "%s, %s, %,d", collector, heap, liveCount), measured);
    }

    /** {@return what was measured, null when the JVM does not have the collector} */
    private Pauses run(String collector, String heap, int liveCount) throws IOException, InterruptedException {
        Path directory = Scratch.create();
        try {
            Path log = directory.resolve("safepoints.log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(flag -> !flag.matches("-Xm[sx].*|-XX:[+-]Use\\w+GC"))
                    .forEach(command::add);
            command.addAll(List.of(
                    "-XX:+Use" + collector + "GC",
                    "-Xms" + heap,
                    "-Xmx" + heap,
                    "-Xlog:safepoint:file=" + log + "::filecount=0",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AllocatingRun.class.getName(),
                    directory.resolve("journal").toString(),
                    Long.toString(trades),
                    Double.toString(messages),
                    Integer.toString(liveCount)));
            Process process = new ProcessBuilder(command)
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String errors = Files.readString(directory.resolve("errors")) + answer;
                if (errors.contains("Unrecognized VM option") || errors.contains("not supported")) {
                    return null;
                }
                throw new IllegalStateException(errors);
            }
            return pauses(Files.readAllLines(log), answer.trim().split(" "));
        } finally {
            Scratch.remove(directory);
        }
    }

    private Pauses pauses(List<String> log, String[] answer) {
        double runNs = Double.parseDouble(answer[0]);
        double rate = Double.parseDouble(answer[1]) * TimeUnit.SECONDS.toNanos(1) / runNs;
        if (rate < messages / 2) {
            throw new IllegalStateException("only " + rate + " messages a second were allocated");
        }
        int count = 0;
        long sumNs = 0;
        long longestNs = 0;
        long longestReachingNs = 0;
        for (String line : log) {
            Matcher matcher = SAFEPOINT.matcher(line);
            if (matcher.find()) {
                count++;
                long totalNs = Long.parseLong(matcher.group(2));
                sumNs += totalNs;
                longestNs = Math.max(longestNs, totalNs);
                longestReachingNs = Math.max(longestReachingNs, Long.parseLong(matcher.group(1)));
            }
        }
        return new Pauses(
                runNs / trades, count, sumNs / NS_PER_MS, longestNs / NS_PER_MS, longestReachingNs / NS_PER_MS);
    }

    private static void print(String setting, List<Pauses> measured) {
        if (measured.isEmpty()) {
            System.out.printf("| %s | this JVM does not have it | | | | |%n", setting);
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |%n",
                setting,
                text("%.0f", measured.stream().mapToDouble(Pauses::nsPerTrade).toArray()),
                text("%.0f", measured.stream().mapToDouble(Pauses::count).toArray()),
                text("%.1f", measured.stream().mapToDouble(Pauses::sumMs).toArray()),
                text("%.2f", measured.stream().mapToDouble(Pauses::longestMs).toArray()),
                text(
                        "%.2f",
                        measured.stream().mapToDouble(Pauses::longestReachingMs).toArray()));
    }

    /** Median, least and greatest. */
    private static String text(String format, double[] values) {
        Arrays.sort(values);
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                values[values.length / 2],
                values[0],
                values[values.length - 1]);
    }
}
