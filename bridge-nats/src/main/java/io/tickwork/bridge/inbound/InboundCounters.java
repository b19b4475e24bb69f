// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.validate.Refusal;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of what comes in. Written by the inbound agent's thread, read by any. */
public final class InboundCounters {
    private final AtomicLongArray counts = new AtomicLongArray(InboundCounter.values().length);
    private final AtomicLongArray refusals = new AtomicLongArray(Refusal.values().length);

    InboundCounters() {}

    void increment(InboundCounter counter) {
        add(counter, 1);
    }

    void add(InboundCounter counter, long count) {
        set(counter, get(counter) + count);
    }

    void set(InboundCounter counter, long count) {
        counts.setRelease(counter.ordinal(), count); // one writer, so no loop
    }

    void refused(Refusal refusal) {
        increment(InboundCounter.REFUSED);
        refusals.setRelease(refusal.ordinal(), refusals.get(refusal.ordinal()) + 1);
    }

    /**
     * {@return a count that only grows}
     *
     * @param counter of what.
     */
    public long get(InboundCounter counter) {
        return counts.getAcquire(counter.ordinal());
    }

    /**
     * {@return how many messages were refused for a reason}
     *
     * @param refusal the reason.
     */
    public long get(Refusal refusal) {
        return refusals.getAcquire(refusal.ordinal());
    }
}
