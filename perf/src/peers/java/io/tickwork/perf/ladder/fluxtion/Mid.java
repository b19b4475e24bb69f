// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

import com.fluxtion.runtime.annotations.ExportService;

/** The price in the middle. */
public final class Mid implements @ExportService LadderListener {
    private transient Ladder ladder;
    private transient double mid;

    /** The node. */
    public Mid() {}

    @Override
    public boolean onLadder(Ladder incoming) {
        ladder = incoming;
        mid = (incoming.bidPrices[0] + incoming.askPrices[0]) / 2;
        return true;
    }

    Ladder ladder() {
        return ladder;
    }

    double mid() {
        return mid;
    }
}
