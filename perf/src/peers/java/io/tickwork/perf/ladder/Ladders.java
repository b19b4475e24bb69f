// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder;

import io.tickwork.perf.ladder.fluxtion.Ladder;
import java.util.Random;

/** The ladders that come in, the same in every run. */
final class Ladders {
    /** A power of two. */
    static final int COUNT = 1 << 12;
    /** By how much prices are shifted, as a part of the mid price. */
    static final double SKEW = 0.001;
    /** How many levels are published. */
    static final int LEVELS_SHOWN = 4;

    private Ladders() {}

    static Ladder[] random() {
        Random random = new Random(1);
        Ladder[] ladders = new Ladder[COUNT];
        for (int i = 0; i < COUNT; i++) {
            ladders[i] = new Ladder();
            double bid = 1_300 - random.nextInt(100);
            double ask = 1_310 + random.nextInt(100);
            for (int level = 0; level < Ladder.LEVELS; level++) {
                ladders[i].bidPrices[level] = bid;
                ladders[i].askPrices[level] = ask;
                ladders[i].bidSizes[level] = 1 + random.nextInt(100);
                ladders[i].askSizes[level] = 1 + random.nextInt(100);
                bid -= 1 + random.nextInt(10);
                ask += 1 + random.nextInt(10);
            }
        }
        return ladders;
    }
}
