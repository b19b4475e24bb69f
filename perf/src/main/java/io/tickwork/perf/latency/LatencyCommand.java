// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import io.tickwork.perf.graph.BenchmarkGraph;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the engine and the bare Disruptor in turn at one rate after another, prints a table, and keeps histograms
 * and plots.
 *
 * <p>Exit code: 0; 1 when an event was lost or came out of order, or the engine ended; 2 for options.
 */
@Command(
        name = "perf/latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how long events are under way through the engine and through the bare Disruptor, in"
                + " turn, at given rates, counted from when they were due.")
public final class LatencyCommand implements Callable<Integer> {
    /** Below this part of the planned rate it is said that it was missed. */
    private static final double ACHIEVED_MIN = 0.98;

    private static final double WARM_UP_RATE = 200_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double HISTOGRAM_UNIT = 1;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "Events per second, one run after another. Default: ${DEFAULT-VALUE}.")
    private int[] rates = {10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000, 3_000_000};

    @Option(names = "--seconds", paramLabel = "S", description = "Length of a run. Default: ${DEFAULT-VALUE}.")
    private double seconds = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "Runs at each rate. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--averages",
            paramLabel = "N",
            description = "Size of the graph: it has four times as many nodes less three. Default: ${DEFAULT-VALUE}.")
    private int averages = BenchmarkGraph.AVERAGE_COUNT;

    @Option(
            names = "--receiver",
            paramLabel = "WHO",
            description = "shared: the thread that sends also takes what arrives; apart: a thread of its own does."
                    + " Default: apart where there are more than three cores.")
    private Receiver receiver = Runtime.getRuntime().availableProcessors() > 3 ? Receiver.APART : Receiver.SHARED;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where histograms (.hgrm) and plots (.svg) go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("perf", "target", "latency");

    private LatencyCommand() {}

    private enum Receiver {
        SHARED,
        APART
    }

    /** What was measured at one rate. */
    private record AtRate(int rate, Latencies engine, Latencies bare, double[] ratios) {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LatencyCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        printSetting();
        List<AtRate> results = new ArrayList<>();
        try (Route engine = new EngineRoute(averages);
                Route bare = new BareRoute()) {
            warmUp(engine, bare);
            for (int rate : rates) {
                AtRate result = measure(rate, engine, bare);
                results.add(result);
                print(result);
                keep(result);
            }
        }
        keepCurves(results);
        System.out.printf("%nHistograms and plots are in %s.%n", out);
        return 0;
    }

    private void printSetting() {
        int cores = Runtime.getRuntime().availableProcessors();
        int spinning = receiver == Receiver.APART ? 3 : 2;
        System.out.printf(
                Locale.ROOT,
                "%s %s, %d cores, load average %.1f; commit %s; %d nodes; %d rounds of %s s; %d threads spin.%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                cores,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("tickwork.commit", "unknown"),
                4 * averages - 3,
                rounds,
                seconds,
                spinning);
        System.out.printf(
                "Flags: %s%n",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        if (cores < spinning + 1) {
            System.out.printf(
                    "warning: %d threads that spin want %d cores, one of them for all else; here are %d. Whatever else"
                            + " runs takes a core from one of them: nothing above the median is ours alone.%n",
                    spinning, spinning + 1, cores);
        }
        System.out.println();
        System.out.println("| events/s | achieved: bare, engine | bare p50, p90, p99, p99.9, p99.99 ns |"
                + " engine p50, p90, p99, p99.9, p99.99 ns | engine thread p50, p99 | p50 to bare | p99.9 to bare |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    }

    private void warmUp(Route engine, Route bare) {
        for (int i = 0; i < 2; i++) {
            for (Route route : new Route[] {bare, engine}) {
                run(route, WARM_UP_RATE * (1 + i), TimeUnit.SECONDS.toNanos(3));
            }
        }
    }

    private Latencies run(Route route, double rate, long lengthNs) {
        long count = (long) (rate * lengthNs / TimeUnit.SECONDS.toNanos(1));
        route.turn(true);
        LockSupport.parkNanos(2 * TurnIdleStrategy.NOTICE_NS);
        try {
            return new OpenLoop(route, rate, count).run(2 * lengthNs, receiver == Receiver.APART);
        } finally {
            route.turn(false);
        }
    }

    private AtRate measure(int rate, Route engine, Route bare) {
        long lengthNs = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        AtRate result = new AtRate(rate, new Latencies(), new Latencies(), new double[2]);
        double[] medians = new double[rounds];
        double[] tails = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Latencies ofBare = run(bare, rate, lengthNs);
            Latencies ofEngine = run(engine, rate, lengthNs);
            medians[round] = ratio(ofEngine, ofBare, 50);
            tails[round] = ratio(ofEngine, ofBare, 99.9);
            result.bare.add(ofBare);
            result.engine.add(ofEngine);
        }
        result.ratios[0] = median(medians);
        result.ratios[1] = median(tails);
        return result;
    }

    private static double ratio(Latencies engine, Latencies bare, double percentile) {
        return (double) engine.whole().getValueAtPercentile(percentile)
                / bare.whole().getValueAtPercentile(percentile);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private static void print(AtRate result) {
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,.0f, %,.0f | %s | %s | %,d, %,d | %.2f | %.2f |%n",
                result.rate,
                result.bare.achievedRate(),
                result.engine.achievedRate(),
                percentiles(result.bare.whole()),
                percentiles(result.engine.whole()),
                result.engine.engine().getValueAtPercentile(50),
                result.engine.engine().getValueAtPercentile(99),
                result.ratios[0],
                result.ratios[1]);
        for (Latencies each : new Latencies[] {result.bare, result.engine}) {
            if (each.achievedRate() < ACHIEVED_MIN * result.rate) {
                System.out.printf(
                        Locale.ROOT,
                        "warning: %s took %,.0f of %,d events per second; its latencies are those of a queue that grows"
                                + " (%,d times there was no room).%n",
                        each == result.bare ? "the bare Disruptor" : "the engine",
                        each.achievedRate(),
                        result.rate,
                        each.backPressured());
            }
        }
    }

    private static String percentiles(Histogram histogram) {
        StringBuilder text = new StringBuilder();
        for (double percentile : PERCENTILES) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%,d", histogram.getValueAtPercentile(percentile)));
        }
        return text.toString();
    }

    private void keep(AtRate result) throws IOException {
        keep("disruptor-whole", result.rate, result.bare.whole());
        keep("engine-whole", result.rate, result.engine.whole());
        keep("engine-thread", result.rate, result.engine.engine());
        Map<String, Histogram> whole = new LinkedHashMap<>();
        whole.put("engine", result.engine.whole());
        whole.put("bare Disruptor", result.bare.whole());
        whole.put("engine thread alone", result.engine.engine());
        Plots.percentiles(
                out.resolve("whole-" + result.rate + ".svg"),
                String.format(Locale.ROOT, "%,d events per second, whole way", result.rate),
                whole);
        Map<String, Histogram> stages = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            Histogram histogram = result.engine.stage(stage);
            keep("engine-" + stage.name().toLowerCase(Locale.ROOT), result.rate, histogram);
            stages.put(stage.label(), histogram);
        }
        Plots.percentiles(
                out.resolve("stages-" + result.rate + ".svg"),
                String.format(Locale.ROOT, "%,d events per second, stages of the engine", result.rate),
                stages);
    }

    /** The name of the file carries the parameters. */
    private void keep(String what, int rate, Histogram histogram) throws IOException {
        Path file = out.resolve("%s-%dnodes-%dps.hgrm".formatted(what, 4 * averages - 3, rate));
        try (PrintStream stream = new PrintStream(new FileOutputStream(file.toFile()))) {
            histogram.outputPercentileDistribution(stream, HISTOGRAM_UNIT);
        }
    }

    private void keepCurves(List<AtRate> results) {
        Map<String, Map<Double, Double>> curves = new LinkedHashMap<>();
        for (double percentile : new double[] {50, 99}) {
            Map<Double, Double> engine = new TreeMap<>();
            Map<Double, Double> bare = new TreeMap<>();
            for (AtRate result : results) {
                engine.put((double) result.rate, value(result.engine, percentile));
                bare.put((double) result.rate, value(result.bare, percentile));
            }
            curves.put("engine, p%.0f".formatted(percentile), engine);
            curves.put("bare Disruptor, p%.0f".formatted(percentile), bare);
        }
        Plots.curves(out.resolve("saturation.svg"), "Latency over rate", curves);
    }

    private static double value(Latencies latencies, double percentile) {
        return Math.max(1, latencies.whole().getValueAtPercentile(percentile));
    }
}
