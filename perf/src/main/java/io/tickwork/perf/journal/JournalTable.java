// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs {@link AppendBenchmark} and {@link ReadBenchmark} in rounds, in each of which every form has a process of its
 * own, and prints tables in Markdown. A ratio is formed within a round, so that it does not depend on what else the
 * machine does in another; printed is the median of the rounds, and half the distance from the least to the greatest.
 */
public final class JournalTable {
    private static final int ROUNDS_DEFAULT = 5;

    private final int rounds;

    private JournalTable(int rounds) {
        this.rounds = rounds;
    }

    /** What is run: a benchmark with one value for its parameter, or none. */
    private record Form(String name, Class<?> type, String method, String parameter, String value) {
        Cost measure() throws RunnerException {
            OptionsBuilder options = new OptionsBuilder();
            options.include(type.getName() + "\\." + method + "$")
                    .forks(1)
                    .addProfiler(CpuTimes.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            if (parameter != null) {
                options.param(parameter, value);
            }
            RunResult result = new Runner(options.build()).runSingle();
            return new Cost(
                    median(result.getPrimaryResult().getStatistics()),
                    median(result.getSecondaryResults().get(CpuTimes.OWN).getStatistics()),
                    median(result.getSecondaryResults().get(CpuTimes.HELPERS).getStatistics()));
        }

        private static double median(Statistics statistics) {
            return statistics.getPercentile(50);
        }
    }

    /** Medians of a process, in ns per event: on the clock, of the thread itself, of those that work for it. */
    private record Cost(double clockNs, double ownNs, double helpersNs) {}

    /**
     * Measures and prints.
     *
     * @param arguments the number of rounds; without, 5.
     * @throws RunnerException when a benchmark fails, the check of its answer included.
     */
    public static void main(String[] arguments) throws RunnerException {
        JournalTable table = new JournalTable(arguments.length == 0 ? ROUNDS_DEFAULT : Integer.parseInt(arguments[0]));
        List<Form> appends = new ArrayList<>();
        appends.add(new Form("bare queue, default", AppendBenchmark.class, "bare", "setting", "DEFAULT"));
        appends.add(new Form("bare queue, set as ours", AppendBenchmark.class, "bare", "setting", "AS_OURS"));
        for (int batch : new int[] {1, 4, 16, 64, 256}) {
            appends.add(
                    new Form("journal, batches of " + batch, AppendBenchmark.class, "journal", "batch", "" + batch));
        }
        table.print("append", appends, appends.subList(0, 2), "to default", "to set as ours");

        List<Form> reads = new ArrayList<>();
        reads.add(new Form("tailer, an excerpt an event", ReadBenchmark.class, "bareEvents", null, null));
        for (int batch : new int[] {1, 16}) {
            Form bare = new Form(
                    "tailer, the journal's frames of " + batch,
                    ReadBenchmark.class,
                    "bareSameBytes",
                    "batch",
                    "" + batch);
            reads.add(bare);
        }
        for (int batch : new int[] {1, 16}) {
            reads.add(new Form("journal, batches of " + batch, ReadBenchmark.class, "journal", "batch", "" + batch));
        }
        table.print("read", reads, reads.subList(0, 3), "to events", "to frames of 1", "to frames of 16");
    }

    private void print(String what, List<Form> forms, List<Form> bases, String... ratios) throws RunnerException {
        Map<Form, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Form form : forms) {
                costs.computeIfAbsent(form, each -> new ArrayList<>()).add(form.measure());
            }
            System.err.printf("%s: round %d of %d%n", what, round, rounds);
        }
        System.out.printf(
                "| %s | CPU ns per event | %s | keeper's CPU ns | ns on the clock |%n",
                what, String.join(" | ", ratios));
        System.out.println("| --- ".repeat(ratios.length + 4) + "|");
        costs.forEach((form, of) -> {
            StringBuilder row = new StringBuilder("| " + form.name());
            row.append(" | ").append(text("%.1f", values(of, null, Value.OWN)));
            for (Form base : bases) {
                row.append(" | ").append(text("%.2f", values(of, costs.get(base), Value.OWN)));
            }
            row.append(" | ").append(text("%.1f", values(of, null, Value.HELPERS)));
            row.append(" | ").append(text("%.1f", values(of, null, Value.CLOCK)));
            System.out.println(row.append(" |"));
        });
        System.out.println();
    }

    private enum Value {
        OWN,
        HELPERS,
        CLOCK;

        double of(Cost cost) {
            return switch (this) {
                case OWN -> cost.ownNs();
                case HELPERS -> cost.helpersNs();
                case CLOCK -> cost.clockNs();
            };
        }
    }

    /** Of each round, divided by another form's in the same round if there is one. */
    private static double[] values(List<Cost> costs, List<Cost> bases, Value value) {
        double[] values = new double[costs.size()];
        for (int round = 0; round < values.length; round++) {
            values[round] = value.of(costs.get(round)) / (bases == null ? 1 : value.of(bases.get(round)));
        }
        return values;
    }

    private static String text(String format, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double spread = (sorted[sorted.length - 1] - sorted[0]) / 2;
        return String.format(Locale.ROOT, format + " ± " + format, median, spread);
    }
}
