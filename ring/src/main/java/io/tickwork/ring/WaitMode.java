// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a thread does when its duty cycle found no work: latency bought with a core, or a core saved. */
public enum WaitMode {
    /** Spins. The least latency; wants a core of its own, and ruins everybody's where there is none. */
    BUSY_SPIN {
        @Override
        public IdleStrategy idleStrategy() {
            return new BusySpinIdleStrategy();
        }
    },
    /** Spins, but lets any other runnable thread have the core first. */
    YIELDING {
        @Override
        public IdleStrategy idleStrategy() {
            return new YieldingIdleStrategy();
        }
    },
    /** Parks for as short as the operating system can. For cores that are shared, and for tests. */
    SLEEPING {
        @Override
        public IdleStrategy idleStrategy() {
            return new SleepingIdleStrategy();
        }
    };

    /**
     * The strategy for one agent.
     *
     * @return a new strategy, for one thread.
     */
    public abstract IdleStrategy idleStrategy();
}
