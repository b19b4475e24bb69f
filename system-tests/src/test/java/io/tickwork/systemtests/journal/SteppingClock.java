// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;

/**
 * A clock that somebody sets again and again, up to an hour forward or back of where it should be.
 *
 * <p>Threading: one thread at a time.
 */
final class SteppingClock implements EpochClock {
    private static final long STEP_MS_MAX = TimeUnit.HOURS.toMillis(1);
    private static final int CALLS_PER_STEP = 10;

    private final long beginMs;
    private final long beginNs = System.nanoTime();
    private final SplittableRandom random;
    private long stepMs;
    private int calls;

    SteppingClock(long beginMs, long seed) {
        this.beginMs = beginMs;
        random = new SplittableRandom(seed);
    }

    @Override
    public long time() {
        if (calls++ % CALLS_PER_STEP == 0) {
            stepMs = random.nextLong(-STEP_MS_MAX, STEP_MS_MAX + 1);
        }
        return beginMs + stepMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNs);
    }
}
