// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.time.EpochUnit;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Reads, converts and validates on one thread, and asks the JVM what that thread allocated. */
class InboundAllocationTest {
    private static final int PASS_COUNT = 10;
    private static final int ROUND_COUNT = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final InboundValidator validator = new InboundValidator(0);
    private final List<UnsafeBuffer> messages = new Messages().all();
    private double sum;

    @Test
    void shouldAllocateNothing() {
        validator.symbolCount(2);
        // Loading and compiling allocate now and then; what each event allocates would show in every pass.
        long leastAllocated = Long.MAX_VALUE;
        for (int pass = 0; pass < PASS_COUNT && leastAllocated > 0; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(ROUND_COUNT);
            leastAllocated = Math.min(leastAllocated, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(leastAllocated).isZero();
        assertThat(sum).isNotZero();
    }

    private void run(int roundCount) {
        for (int round = 0; round < roundCount; round++) {
            for (int i = 0; i < messages.size(); i++) {
                UnsafeBuffer message = messages.get(i);
                if (validator.validate(message, 0, message.capacity()) != null) {
                    throw new AssertionError("refused");
                }
                long time = InboundEvents.eventTimeNs(message, 0);
                sum += Decimal.toDouble(round, -9) + Decimal.toDouble(time, -9) + Decimal.toDouble(time, 9);
            }
            sum += Decimal.parse("800.010000000000", -9) + EpochUnit.SECONDS.parseNs("1385409600.5");
        }
    }
}
