// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.Timeframe;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes calendars of all shapes: over night, back to back, with long gaps, cut short. */
final class RandomCalendar {
    private static final long DAY_NS = Timeframe.parse("1d");
    private static final long HOUR_NS = Timeframe.parse("1h");

    private RandomCalendar() {}

    static SessionCalendar next(SplittableRandom random, int sessionCountMax) {
        int wanted = random.nextInt(1, sessionCountMax + 1);
        long[] openNs = new long[wanted];
        long[] closeNs = new long[wanted];
        int[] tradingDay = new int[wanted];
        int day = random.nextInt(-40_000, 40_000);
        long closeOffsetNs = wholeSeconds(random, -12 * HOUR_NS, 36 * HOUR_NS);
        long lengthNs = wholeSeconds(random, 0, 25 * HOUR_NS) + EpochTime.NS_PER_SECOND;
        int count = 0;
        for (int i = 0; i < wanted; i++) {
            closeNs[count] = day * DAY_NS + closeOffsetNs;
            openNs[count] = closeNs[count] - lengthNs;
            tradingDay[count] = day;
            if (count > 0 && (random.nextInt(4) == 0 || openNs[count] < closeNs[count - 1])) {
                openNs[count] = closeNs[count - 1]; // back to back, if that is possible
            }
            boolean isSound = openNs[count] < closeNs[count]
                    && closeNs[count] - openNs[count] <= SessionCalendar.SESSION_LENGTH_NS_MAX;
            count += isSound ? 1 : 0;
            day += random.nextInt(5) > 0 ? 1 : random.nextInt(1, 25);
            if (random.nextInt(5) == 0) {
                closeOffsetNs = wholeSeconds(random, -12 * HOUR_NS, 36 * HOUR_NS);
                lengthNs = wholeSeconds(random, 0, 25 * HOUR_NS) + EpochTime.NS_PER_SECOND;
            }
        }
        return SessionCalendar.of(
                "random",
                Arrays.copyOf(openNs, count),
                Arrays.copyOf(closeNs, count),
                Arrays.copyOf(tradingDay, count));
    }

    /** Minutes mostly. */
    private static long wholeSeconds(SplittableRandom random, long fromNs, long toNs) {
        long unitNs = (random.nextInt(4) == 0 ? 1 : 60) * EpochTime.NS_PER_SECOND;
        return random.nextLong(fromNs / unitNs, toNs / unitNs) * unitNs;
    }
}
