// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process or thread does. */
public final class Await {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private Await() {}

    /**
     * Waits until something holds.
     *
     * @param what in words, for the failure.
     * @param limitMs milliseconds after which it is given up.
     * @param condition looked at again and again, on this thread.
     */
    public static void until(String what, long limitMs, BooleanSupplier condition) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("not within " + limitMs + " ms: " + what);
            }
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
    }
}
