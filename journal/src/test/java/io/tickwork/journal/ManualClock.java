// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import org.agrona.concurrent.EpochClock;

/** A clock the test moves, forward or back. */
final class ManualClock implements EpochClock {
    /** Noon of an arbitrary day, UTC. */
    static final long START_MS = 1_700_000_000_000L / 86_400_000L * 86_400_000L + 43_200_000L;

    private long timeMs = START_MS;

    void advance(long deltaMs) {
        timeMs += deltaMs;
    }

    @Override
    public long time() {
        return timeMs;
    }
}
