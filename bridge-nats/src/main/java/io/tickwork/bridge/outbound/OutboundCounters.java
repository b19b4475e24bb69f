// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of a bridge's outbound half. From any thread. */
public final class OutboundCounters {
    private final AtomicLongArray counts = new AtomicLongArray(OutboundCounter.values().length);

    OutboundCounters() {}

    void increment(OutboundCounter counter) {
        add(counter, 1);
    }

    void add(OutboundCounter counter, long count) {
        counts.addAndGet(counter.ordinal(), count);
    }

    /**
     * {@return the count}
     *
     * @param counter of what.
     */
    public long get(OutboundCounter counter) {
        return counts.get(counter.ordinal());
    }
}
