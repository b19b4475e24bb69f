// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

import com.fluxtion.runtime.annotations.OnTrigger;

/** Empties the levels beyond those that are shown. */
public final class Cut {
    private final Skew source;
    private final int levels;

    /**
     * @param source of ladders.
     * @param levels that are shown.
     */
    public Cut(Skew source, int levels) {
        this.source = source;
        this.levels = levels;
    }

    /** {@return that there is a ladder} */
    @OnTrigger
    public boolean cut() {
        Ladder ladder = source.ladder();
        for (int level = levels; level < Ladder.LEVELS; level++) {
            ladder.bidPrices[level] = 0;
            ladder.bidSizes[level] = 0;
            ladder.askPrices[level] = 0;
            ladder.askSizes[level] = 0;
        }
        return true;
    }

    Ladder ladder() {
        return source.ladder();
    }
}
