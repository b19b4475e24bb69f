// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;

/** How much time one file of a journal covers; files begin at multiples of it since the epoch (UTC). */
public enum RollPeriod {
    /** A file per hour, of at most 2^42 frames. */
    HOURLY(SparseRollCycles.LARGE_HOURLY_XSPARSE, TimeUnit.HOURS.toMillis(1)),
    /** A file per day, of at most 2^48 frames. */
    DAILY(SparseRollCycles.HUGE_DAILY_XSPARSE, TimeUnit.DAYS.toMillis(1));

    /*
     * The sparse cycles index every 2^20th excerpt. A denser index makes the appender add index blocks to the file, and
     * allocate, as the file grows; with these it does so once per 2^31 (hourly) or 2^34 (daily) frames.
     */
    private final RollCycle rollCycle;
    private final long lengthMs;

    RollPeriod(RollCycle rollCycle, long lengthMs) {
        this.rollCycle = rollCycle;
        this.lengthMs = lengthMs;
    }

    RollCycle rollCycle() {
        return rollCycle;
    }

    long lengthMs() {
        return lengthMs;
    }

    /** The name of the data file of a cycle, which is a number of periods since the epoch. */
    String fileName(long cycle) {
        return DateTimeFormatter.ofPattern(rollCycle.format())
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.ofEpochMilli(cycle * lengthMs))
                + SingleChronicleQueue.SUFFIX;
    }

    /** The period whose files are named by the given pattern, or null. */
    static RollPeriod ofFormat(String format) {
        for (RollPeriod period : values()) {
            if (period.rollCycle.format().equals(format)) {
                return period;
            }
        }
        return null;
    }
}
