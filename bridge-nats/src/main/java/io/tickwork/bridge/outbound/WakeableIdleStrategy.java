// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Spins and yields for a moment, then parks until it is woken, or a little time is over. Waking costs the other thread
 * a look at a flag while this one is not parked, and a call of the operating system, which does not wait, when it is.
 *
 * <p>Who is about to park may miss being woken, as it does not look for work again: the time it parks is how late work
 * can be seen then.
 *
 * <p>Threading: {@link #wake()} from any thread, everything else from the one that idles.
 */
final class WakeableIdleStrategy implements IdleStrategy {
    private static final int SPINS = 10;
    private static final int YIELDS = 10;

    private final long parkNsMax;
    private int idleCount;
    private volatile Thread parked;

    /** @param parkNsMax for how long it parks unless it is woken, in nanoseconds. */
    WakeableIdleStrategy(long parkNsMax) {
        this.parkNsMax = parkNsMax;
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        idleCount++;
        if (idleCount <= SPINS) {
            Thread.onSpinWait();
        } else if (idleCount <= SPINS + YIELDS) {
            Thread.yield();
        } else {
            idleCount = SPINS + YIELDS; // it stays at parking
            parked = Thread.currentThread();
            LockSupport.parkNanos(parkNsMax);
            parked = null;
        }
    }

    @Override
    public void reset() {
        idleCount = 0;
    }

    /** Says that there is work. */
    void wake() {
        Thread thread = parked;
        if (thread != null) {
            parked = null; // once is enough
            LockSupport.unpark(thread);
        }
    }
}
