// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Forms of the same thing, run in rounds, in each of which every form has a process of its own, or they take turns in
 * one. A ratio is formed within a round, so that it does not depend on what else the machine does in another; what
 * counts is the median of the rounds.
 */
public final class Rounds {
    private final Map<Form, List<Cost>> costs = new LinkedHashMap<>();

    private Rounds() {}

    /**
     * Runs them, one process after another; progress goes to the standard error.
     *
     * @param what is compared, for the progress.
     * @param count how many rounds.
     * @param forms in the order in which they run.
     * @return what they cost.
     * @throws RunnerException when a benchmark fails, the check of its answer included.
     */
    public static Rounds run(String what, int count, List<Form> forms) throws RunnerException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= count; round++) {
            Map<Form, RunResult> results = new HashMap<>();
            for (Form form : forms) {
                if (!results.containsKey(form.process())) {
                    results.put(form.process(), form.process().run());
                }
                Cost cost = form.cost(results.get(form.process()));
                rounds.costs.computeIfAbsent(form, each -> new ArrayList<>()).add(cost);
            }
            System.err.printf("%s: round %d of %d%n", what, round, count);
        }
        return rounds;
    }

    /**
     * {@return the values of the rounds}
     *
     * @param form one of those that were run.
     * @param value of a process.
     */
    public Spread values(Form form, ToDoubleFunction<Cost> value) {
        return new Spread(costs.get(form).stream().mapToDouble(value).toArray());
    }

    /**
     * {@return the ratios of the rounds}
     *
     * @param form one of those that were run.
     * @param base what it is divided by.
     * @param value of a process.
     */
    public Spread ratios(Form form, Form base, ToDoubleFunction<Cost> value) {
        return ratios(form, List.of(base), value);
    }

    /**
     * {@return the ratios of the rounds}
     *
     * @param form one of those that were run.
     * @param bases whose sum it is divided by.
     * @param value of a process.
     */
    public Spread ratios(Form form, List<Form> bases, ToDoubleFunction<Cost> value) {
        double[] ratios = values(form, value).values();
        Arrays.setAll(
                ratios,
                round -> ratios[round]
                        / bases.stream()
                                .mapToDouble(base ->
                                        value.applyAsDouble(costs.get(base).get(round)))
                                .sum());
        return new Spread(ratios);
    }

    /**
     * Values of several rounds.
     *
     * @param values at least one.
     */
    public record Spread(double[] values) {
        /** {@return the one in the middle} */
        public double median() {
            double[] sorted = sorted();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        /** {@return half the distance from the least to the greatest} */
        public double halfRange() {
            double[] sorted = sorted();
            return (sorted[sorted.length - 1] - sorted[0]) / 2;
        }

        private double[] sorted() {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted;
        }

        /**
         * {@return median ± half the range}
         *
         * @param decimals how many decimals.
         */
        public String text(int decimals) {
            return String.format(Locale.ROOT, "%." + decimals + "f ± %." + decimals + "f", median(), halfRange());
        }
    }
}
