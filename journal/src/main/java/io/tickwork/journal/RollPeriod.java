// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.concurrent.TimeUnit;

/** After how much time a new segment begins, at multiples of it since the epoch (UTC). */
public enum RollPeriod {
    /** At every full hour. */
    HOURLY(TimeUnit.HOURS.toMillis(1)),
    /** At midnight. */
    DAILY(TimeUnit.DAYS.toMillis(1));

    private final long lengthMs;

    RollPeriod(long lengthMs) {
        this.lengthMs = lengthMs;
    }

    /** The first roll behind an instant, UTC epoch milliseconds. */
    long nextRollMs(long timeMs) {
        return (Math.floorDiv(timeMs, lengthMs) + 1) * lengthMs;
    }
}
