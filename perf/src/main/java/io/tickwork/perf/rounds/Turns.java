// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to the results of a benchmark what forms of the same thing cost that it runs in turns, in slices of about a
 * millisecond, each the median of its slices in the iteration. A shared machine is faster at one moment than at another
 * by half; forms that take turns meet the same moments, and ratios between them hold to a few hundredths.
 */
public final class Turns implements InternalProfiler {
    /** What comes before the name of a form in the name of its result. */
    static final String PREFIX = "turn.";

    private static final Map<String, List<Double>> NS = new LinkedHashMap<>();

    /** Makes the profiler. */
    public Turns() {}

    /**
     * Runs a slice, on the thread of the benchmark.
     *
     * @param form whose slice it is.
     * @param operations how many operations the slice is.
     * @param slice what is timed, on the clock; with a loop of its own, since one for all would call each form by a
     *     table.
     */
    public static void time(String form, int operations, Runnable slice) {
        long beganNs = System.nanoTime();
        slice.run();
        double ns = System.nanoTime() - beganNs;
        NS.computeIfAbsent(form, each -> new ArrayList<>()).add(ns / operations);
    }

    @Override
    public String getDescription() {
        return "Time per operation of the forms that a benchmark runs in turns";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        NS.clear();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        return NS.entrySet().stream()
                .map(each -> new ScalarResult(
                        PREFIX + each.getKey(), median(each.getValue()), "ns/op", AggregationPolicy.AVG))
                .toList();
    }

    private static double median(List<Double> values) {
        return new Rounds.Spread(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }
}
