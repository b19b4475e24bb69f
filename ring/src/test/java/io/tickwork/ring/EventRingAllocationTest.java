// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Claims, publishes and polls on one thread, back pressure included, and asks the JVM what that thread allocated. */
class EventRingAllocationTest {
    private static final int PASS_COUNT = 10;
    private static final int EVENT_COUNT = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EventRing ring = new EventRing(64, 64);
    private final RingConsumer first = ring.addConsumer();
    private final RingConsumer second = ring.addConsumer();
    private final RingConsumer last = ring.addConsumer(first, second);
    private long sum;
    private final BatchHandler handler = this::onBatch;

    @Test
    void shouldAllocateNothing() {
        // Loading and compiling allocate now and then; what each event allocates would show in every pass.
        long leastAllocated = Long.MAX_VALUE;
        for (int pass = 0; pass < PASS_COUNT && leastAllocated > 0; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(EVENT_COUNT);
            leastAllocated = Math.min(leastAllocated, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(leastAllocated).isZero();
        assertThat(sum).isPositive();
        assertThat(ring.backPressureCount()).isPositive();
    }

    private void run(int eventCount) {
        for (int i = 0; i < eventCount; ) {
            long sequence = ring.tryClaim(Long.BYTES);
            if (sequence == EventRing.BACK_PRESSURED) {
                first.poll(handler, 16);
                second.poll(handler, 32);
                last.poll(handler, 64);
            } else {
                ring.buffer().putLong(ring.payloadOffset(sequence), i);
                ring.source(sequence, 1, i);
                ring.publish(sequence);
                i++;
            }
        }
    }

    private void onBatch(EventRing ring, long firstSequence, long lastSequence) {
        for (long sequence = firstSequence; sequence <= lastSequence; sequence++) {
            sum += ring.buffer().getLong(ring.payloadOffset(sequence)) + ring.payloadLength(sequence);
        }
    }
}
