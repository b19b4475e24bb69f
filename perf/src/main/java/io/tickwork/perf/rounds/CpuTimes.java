// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

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
 * for it, and what its thread allocated, each per operation; the benchmark notes them itself, or is a {@link CpuTimed}.
 * Where others use the same cores, the time on the clock says as much about them.
 */
public final class CpuTimes implements InternalProfiler {
    static final String OWN = "cpu";
    static final String HELPERS = "cpu.helpers";
    static final String ALLOCATED = "allocated";

    /** Where there are no other threads. */
    public static final LongSupplier NONE = () -> 0;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long beganNs;
    private static long beganBytes;
    private static long helpersBeganNs;
    private static long ownNs;
    private static long helpersNs;
    private static long allocatedBytes;
    /** What they are to be divided by; 0 where JMH knows. */
    private static long operations;

    /** Makes the profiler. */
    public CpuTimes() {}

    /** {@return CPU time of a thread so far, in ns} @param thread that has not ended. */
    public static long ofThread(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }

    /** {@return CPU time of the current thread so far, in ns} */
    public static long ofCurrentThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** {@return what the current thread has allocated so far, in bytes} */
    public static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Called first by an invocation. @param helpers tells the CPU time of other threads so far. */
    public static void begin(LongSupplier helpers) {
        helpersBeganNs = helpers.getAsLong();
        beganBytes = THREADS.getCurrentThreadAllocatedBytes();
        beganNs = THREADS.getCurrentThreadCpuTime();
    }

    /**
     * Called last by an invocation.
     *
     * @param helpers tells the CPU time of other threads so far.
     * @param count how many operations it was.
     * @return CPU time of the current thread since {@link #begin}, in ns.
     */
    public static long end(LongSupplier helpers, long count) {
        ownNs = THREADS.getCurrentThreadCpuTime() - beganNs;
        allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - beganBytes;
        helpersNs = helpers.getAsLong() - helpersBeganNs;
        operations = count;
        return ownNs;
    }

    /**
     * In place of {@link #begin} and {@link #end} where only parts of an invocation count.
     *
     * @param ns CPU time of those parts.
     * @param count how many operations they were.
     */
    public static void note(long ns, long count) {
        ownNs = ns;
        operations = count;
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
        operations = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        double count = operations == 0 ? result.getMetadata().getAllOps() : operations;
        return List.of(
                new ScalarResult(OWN, ownNs / count, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(HELPERS, helpersNs / count, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(ALLOCATED, allocatedBytes / count, "B/op", AggregationPolicy.AVG));
    }
}
