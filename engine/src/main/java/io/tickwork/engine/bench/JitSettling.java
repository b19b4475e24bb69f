// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Repeats work until the JIT has next to nothing left to do. For one thread. */
final class JitSettling {
    private static final int SETTLED_DIVISOR = 20;

    private JitSettling() {}

    /**
     * Repeats work until the JIT has compiled, over a whole window, for less than a {@value #SETTLED_DIVISOR}th of the
     * time.
     *
     * @param windowNs how long a window is, at least.
     * @param mostNs time after which it ends in any case; work that has begun is done.
     * @param once done once at the beginning of each window.
     * @param work repeated for the rest of it, at least once.
     * @return whether it has settled.
     */
    static boolean await(long windowNs, long mostNs, Runnable once, Runnable work) {
        CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        long startNs = System.nanoTime();
        boolean isSettled = false;
        long nowNs = startNs;
        while (!isSettled && nowNs - startNs < mostNs) {
            long windowStartNs = nowNs;
            long compiledBeforeMs = compilation.getTotalCompilationTime();
            once.run();
            do {
                work.run();
                nowNs = System.nanoTime();
            } while (nowNs - windowStartNs < windowNs);
            long compiledMs = compilation.getTotalCompilationTime() - compiledBeforeMs;
            isSettled = TimeUnit.MILLISECONDS.toNanos(compiledMs) < (nowNs - windowStartNs) / SETTLED_DIVISOR;
        }
        return isSettled;
    }
}
