// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.bridge.support.Await;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WakeableIdleStrategyTest {
    private static final long LIMIT_MS = 30_000;

    private final WakeableIdleStrategy idleStrategy = new WakeableIdleStrategy(TimeUnit.HOURS.toNanos(1));

    @Test
    void shouldParkUntilItIsWoken() throws InterruptedException {
        Thread idling = new Thread(this::idleUntilParkedOnce);
        idling.start();
        Await.until("parked", LIMIT_MS, () -> idling.getState() == Thread.State.TIMED_WAITING);

        idleStrategy.wake();

        idling.join(LIMIT_MS);
        assertThat(idling.isAlive()).isFalse();
    }

    @Test
    void shouldDoNothingWhenItIsWokenAndNotParked() throws InterruptedException {
        idleStrategy.wake();
        Thread idling = new Thread(this::idleUntilParkedOnce);
        idling.start();
        Await.until("parked all the same", LIMIT_MS, () -> idling.getState() == Thread.State.TIMED_WAITING);
        idleStrategy.wake();
        idling.join(LIMIT_MS);
        assertThat(idling.isAlive()).isFalse();
    }

    /** As an agent without work does: it spins, yields, and parks. */
    private void idleUntilParkedOnce() {
        for (int i = 0; i < 21; i++) {
            idleStrategy.idle(0);
        }
    }
}
