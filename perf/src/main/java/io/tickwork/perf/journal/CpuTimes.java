// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to the results of a benchmark the CPU time that its thread took, user and system, of other threads that worked
 * for it, and what its thread allocated, each per operation; the benchmark notes them itself. Where others use the same
 * cores, the time on the clock says as much about them.
 */
public final class CpuTimes implements InternalProfiler {
    static final String OWN = "cpu";
    static final String HELPERS = "cpu.helpers";
    static final String ALLOCATED = "allocated";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long beganNs;
    private static long beganBytes;
    private static long helpersBeganNs;
    private static double own;
    private static double helpers;
    private static double allocated;

    /** Makes the profiler. */
    public CpuTimes() {}

    /** {@return CPU time of a thread so far, in ns} @param thread that has not ended. */
    static long ofThread(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }

    /** {@return what the current thread has allocated so far, in bytes} */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Called first by an invocation. @param helpersNs CPU time of other threads so far. */
    static void begin(long helpersNs) {
        helpersBeganNs = helpersNs;
        beganBytes = THREADS.getCurrentThreadAllocatedBytes();
        beganNs = THREADS.getCurrentThreadCpuTime();
    }

    /** {@return CPU time of the current thread since {@link #begin}, in ns} */
    static long end(long helpersNs, long operations) {
        long ns = THREADS.getCurrentThreadCpuTime() - beganNs;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - beganBytes;
        own = (double) ns / operations;
        helpers = (double) (helpersNs - helpersBeganNs) / operations;
        allocated = (double) bytes / operations;
        return ns;
    }

    @Override
    public String getDescription() {
        return "CPU time and allocation of the benchmark's thread, as the benchmark notes them";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        own = 0;
        helpers = 0;
        allocated = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        return List.of(
                new ScalarResult(OWN, own, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(HELPERS, helpers, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(ALLOCATED, allocated, "B/op", AggregationPolicy.AVG));
    }
}
