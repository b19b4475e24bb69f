// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs {@link IndicatorUpdateBenchmark} on every type of the catalogue, or on those that the arguments name, and prints
 * a table in Markdown; how far it is, it says on standard error. Takes a little over two seconds a type.
 */
public final class IndicatorTable {
    private IndicatorTable() {}

    /**
     * What was measured.
     *
     * @param medianNs of the iterations.
     * @param spreadNs half the distance from the least to the greatest.
     */
    private record Cost(double medianNs, double spreadNs) {
        Cost without(Cost part) {
            return new Cost(medianNs - part.medianNs, spreadNs + part.spreadNs);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.1f ± %.1f", medianNs, spreadNs);
        }
    }

    /**
     * Measures and prints.
     *
     * @param names of types; none means all.
     * @throws RunnerException when a benchmark fails, the check of its answer included.
     */
    public static void main(String[] names) throws RunnerException {
        List<Subject> subjects = names.length == 0
                ? Subject.all()
                : Arrays.stream(names).map(Subject::named).toList();
        Map<String, Cost> inputs = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            String label = subject.newRows().label();
            if (!inputs.containsKey(label)) {
                inputs.put(label, measure(subject, "inputAlone"));
            }
        }
        Map<Subject, Cost> updates = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            updates.put(subject, measure(subject, "update"));
            System.err.printf("%d of %d: %s%n", updates.size(), subjects.size(), subject.type());
        }
        print(inputs, updates);
    }

    private static Cost measure(Subject subject, String benchmark) throws RunnerException {
        Statistics statistics = new Runner(new OptionsBuilder()
                        .include(IndicatorUpdateBenchmark.class.getName() + "\\." + benchmark + "$")
                        .param("type", subject.type().name())
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getStatistics();
        return new Cost(statistics.getPercentile(50), (statistics.getMax() - statistics.getMin()) / 2);
    }

    private static void print(Map<String, Cost> inputs, Map<Subject, Cost> updates) {
        System.out.println("| type | parameters | reads | ns per update |");
        System.out.println("| --- | --- | --- | --- |");
        updates.forEach((subject, cost) -> {
            String label = subject.newRows().label();
            String parameters = subject.parameters().isEmpty()
                    ? ""
                    : subject.parameters().toString().replaceAll("[{}]", "");
            System.out.printf(
                    "| `%s` | %s | %s | %s |%n", subject.type(), parameters, label, cost.without(inputs.get(label)));
        });
        System.out.println();
        System.out.println("| input, taken off above | ns |");
        System.out.println("| --- | --- |");
        inputs.forEach((label, cost) -> System.out.printf("| %s | %s |%n", label, cost));
    }
}
