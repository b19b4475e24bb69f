// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import org.agrona.concurrent.NanoClock;

/** See {@link Pacer#ofSpeed}. */
final class SpeedPacer implements Pacer {
    private final NanoClock clock;
    private final double speed;

    private boolean started;
    private long startNs;
    private long firstEventTimeNs;

    SpeedPacer(NanoClock clock, double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed=" + speed + " is not positive and finite");
        }
        this.clock = clock;
        this.speed = speed;
    }

    @Override
    public boolean isDue(long eventTimeNs) {
        long nowNs = clock.nanoTime();
        if (!started) {
            started = true;
            startNs = nowNs;
            firstEventTimeNs = eventTimeNs;
        }
        return (nowNs - startNs) * speed >= eventTimeNs - firstEventTimeNs;
    }
}
