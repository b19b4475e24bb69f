// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** Spins while the route of its thread is measured, and sleeps while another is, which needs the core for itself. */
final class TurnIdleStrategy implements IdleStrategy {
    /** How long it may take until a turn is noticed. */
    static final long NOTICE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile boolean isItsTurn;

    /** @param value whether the route is measured from now on. */
    void turn(boolean value) {
        isItsTurn = value;
    }

    @Override
    public void idle(int workCount) {
        if (workCount <= 0) {
            idle();
        }
    }

    @Override
    public void idle() {
        if (isItsTurn) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(NOTICE_NS);
        }
    }

    @Override
    public void reset() {
        // It keeps nothing from one time to the next.
    }
}
