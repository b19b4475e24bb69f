// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.codecs.time.Timeframe;
import java.lang.management.ManagementFactory;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** The engine thread asks all of these. */
class SessionCalendarAllocationTest {
    private static final int PASS_COUNT = 10;
    private static final int QUERY_COUNT = 100_000;
    private static final long STEP_NS = Timeframe.parse("7h");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] timeframesNs = {Timeframe.parse("5m"), Timeframe.parse("1d"), Timeframe.parse("1w")};
    private long sum;

    @Test
    void shouldAllocateNothing() {
        SessionCalendar calendar = SessionRules.of("xnys", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0))
                .expand();
        // Loading and compiling allocate now and then; what each query allocates would show in every pass.
        long leastAllocated = Long.MAX_VALUE;
        for (int pass = 0; pass < PASS_COUNT && leastAllocated > 0; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            query(calendar);
            leastAllocated = Math.min(leastAllocated, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(leastAllocated).isZero();
        assertThat(sum).isNotZero();
    }

    private void query(SessionCalendar calendar) {
        long timeNs = calendar.openNs(0);
        for (int i = 0; i < QUERY_COUNT; i++) {
            long timeframeNs = timeframesNs[i % timeframesNs.length];
            sum += calendar.sessionAt(timeNs) + calendar.firstSessionAtOrAfter(timeNs);
            sum += calendar.barOpenNs(timeNs, timeframeNs) ^ calendar.barCloseNs(timeNs, timeframeNs);
            sum += calendar.nextBarOpenNs(timeNs, timeframeNs);
            timeNs += STEP_NS;
        }
    }
}
