// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import net.openhft.chronicle.core.time.TimeProvider;
import org.agrona.concurrent.EpochClock;

/**
 * The time the queue sees: it stands still between frames and never goes back.
 *
 * <p>A clock that steps back over a roll would make the queue append to an older file, where no reader finds the
 * frames; one that moves between our look at it and the queue's would let a new file begin without a manifest.
 */
final class RollClock implements TimeProvider {
    private final EpochClock clock;
    private final long periodMs;
    private long timeMs = Long.MIN_VALUE;
    private long nextRollMs = Long.MIN_VALUE;

    RollClock(EpochClock clock, RollPeriod period) {
        this.clock = clock;
        this.periodMs = period.lengthMs();
        advance();
    }

    /**
     * Moves to the present.
     *
     * @return whether a new file begins with the next append.
     */
    boolean advance() {
        timeMs = Math.max(timeMs, clock.time());
        if (timeMs < nextRollMs) {
            return false;
        }
        nextRollMs = (timeMs / periodMs + 1) * periodMs;
        return true;
    }

    @Override
    public long currentTimeMillis() {
        return timeMs;
    }
}
