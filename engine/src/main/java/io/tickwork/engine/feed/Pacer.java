// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import org.agrona.concurrent.NanoClock;

/** Decides when an event may be published. Asked by one thread; never waits. */
@FunctionalInterface
public interface Pacer {
    /** Publishes everything as soon as there is room. */
    Pacer AT_ONCE = eventTimeNs -> true;

    /**
     * Whether an event may be published now. Asked of an event again and again until it may.
     *
     * @param eventTimeNs of the event, UTC epoch nanoseconds.
     * @return true once it may.
     */
    boolean isDue(long eventTimeNs);

    /**
     * Publishes events as far apart as they happened. The first is due when it is first asked for and starts the watch;
     * another is due when {@code (its time - time of the first) / speed} has passed since. Late events are due at once.
     *
     * @param clock that measures what has passed.
     * @param speed positive and finite: 1 is as it happened, 60 an hour in a minute.
     * @return a pacer for one feed.
     * @throws IllegalArgumentException if the speed is out of range.
     */
    static Pacer ofSpeed(NanoClock clock, double speed) {
        return new SpeedPacer(clock, speed);
    }
}
