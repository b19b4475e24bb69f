// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
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

    /** Where there are no other threads. */
    static final LongSupplier NONE = () -> 0;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long beganNs;
    private static long beganBytes;
    private static long helpersBeganNs;
    private static double ownNs;
    private static double helpersNs;
    private static double allocatedBytes;

    /** Makes the profiler. */
    public CpuTimes() {}

    /** {@return CPU time of a thread so far, in ns} @param thread that has not ended. */
    static long ofThread(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }

    /** {@return CPU time of the current thread so far, in ns} */
    public static long ofCurrentThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** {@return what the current thread has allocated so far, in bytes} */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Called first by an invocation. @param helpers tells the CPU time of other threads so far. */
    static void begin(LongSupplier helpers) {
        helpersBeganNs = helpers.getAsLong();
        beganBytes = THREADS.getCurrentThreadAllocatedBytes();
        beganNs = THREADS.getCurrentThreadCpuTime();
    }

    /** Called last by an invocation. @param helpers tells the CPU time of other threads so far. */
    static long end(LongSupplier helpers, long operations) {
        long ns = THREADS.getCurrentThreadCpuTime() - beganNs;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - beganBytes;
        ownNs = (double) ns / operations;
        helpersNs = (double) (helpers.getAsLong() - helpersBeganNs) / operations;
        allocatedBytes = (double) bytes / operations;
        return ns;
    }

    @Override
    public String getDescription() {
        return "CPU time and allocation of the benchmark's thread, as the benchmark notes them";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        ownNs = 0;
        helpersNs = 0;
        allocatedBytes = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        return List.of(
                new ScalarResult(OWN, ownNs, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(HELPERS, helpersNs, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(ALLOCATED, allocatedBytes, "B/op", AggregationPolicy.AVG));
    }
}
