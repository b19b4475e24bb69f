// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph.fluxtion;

import com.fluxtion.runtime.annotations.OnTrigger;

/** Counts how often its input came to lie beyond a threshold on either side: the signals. */
public final class Threshold {
    private final Score source;
    private final double threshold;
    private transient long position;
    private transient long count;

    /**
     * @param source what is watched.
     * @param threshold positive.
     */
    public Threshold(Score source, double threshold) {
        this.source = source;
        this.threshold = threshold;
    }

    /** {@return whether there is a signal} */
    @OnTrigger
    public boolean watch() {
        double value = source.value();
        long side = value > threshold ? 1 : value < -threshold ? -1 : 0;
        if (side == position) {
            return false;
        }
        position = side;
        if (side != 0) {
            count++;
        }
        return side != 0;
    }

    /** {@return the number of signals so far} */
    public long count() {
        return count;
    }
}
