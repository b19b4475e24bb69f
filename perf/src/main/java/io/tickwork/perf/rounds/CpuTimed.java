// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark of one thread that JMH invokes again and again, of which {@link CpuTimes} is to tell the CPU time. */
@State(Scope.Thread)
public abstract class CpuTimed {
    /** For benchmarks. */
    protected CpuTimed() {}

    /** Called on the benchmark's thread. */
    @Setup(Level.Iteration)
    public final void beginCpuTime() {
        CpuTimes.begin(CpuTimes.NONE);
    }

    /** Called on the benchmark's thread. */
    @TearDown(Level.Iteration)
    public final void endCpuTime() {
        CpuTimes.end(CpuTimes.NONE, 0);
    }
}
