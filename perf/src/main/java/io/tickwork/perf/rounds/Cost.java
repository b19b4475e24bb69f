// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a process has measured, in ns per operation: medians of its iterations.
 *
 * @param clockNs on the clock; where single invocations are timed, the tenth percentile of them, in the hope that in a
 *     tenth of them all threads had their cores.
 * @param ownNs CPU time of the thread itself.
 * @param helpersNs CPU time of those that work for it.
 */
public record Cost(double clockNs, double ownNs, double helpersNs) {
    /** {@return the cost of one of the forms that a process has run in {@link Turns}, on the clock only} */
    static Cost ofTurn(RunResult result, String turn) {
        double ns = median(result.getSecondaryResults().get(Turns.PREFIX + turn));
        return new Cost(ns, Double.NaN, Double.NaN);
    }

    static Cost of(RunResult result) {
        boolean isOfInvocations = result.getParams().getMode() == Mode.SampleTime;
        return new Cost(
                result.getPrimaryResult().getStatistics().getPercentile(isOfInvocations ? 10 : 50),
                median(result.getSecondaryResults().get(CpuTimes.OWN)),
                median(result.getSecondaryResults().get(CpuTimes.HELPERS)));
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }
}
