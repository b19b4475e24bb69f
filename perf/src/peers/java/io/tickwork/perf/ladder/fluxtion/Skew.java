// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

import com.fluxtion.runtime.annotations.OnTrigger;

/** Shifts all prices by a part of the mid price, into a ladder of its own: the one that came may come again. */
public final class Skew {
    private final Mid source;
    private final double skew;
    private final transient Ladder skewed = new Ladder();

    /**
     * @param source of ladders.
     * @param skew a part of the mid price.
     */
    public Skew(Mid source, double skew) {
        this.source = source;
        this.skew = skew;
    }

    /** {@return that there is a ladder} */
    @OnTrigger
    public boolean shift() {
        Ladder ladder = source.ladder();
        double shift = source.mid() * skew;
        for (int level = 0; level < Ladder.LEVELS; level++) {
            skewed.bidPrices[level] = ladder.bidPrices[level] + shift;
            skewed.bidSizes[level] = ladder.bidSizes[level];
            skewed.askPrices[level] = ladder.askPrices[level] + shift;
            skewed.askSizes[level] = ladder.askSizes[level];
        }
        return true;
    }

    Ladder ladder() {
        return skewed;
    }
}
