// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import java.util.Random;

/**
 * A market of one instrument, the same from the same seed: a price that wanders in cents and is drawn back to 100,
 * sizes of which few are large, trades at the bid or the ask. Each step is a trade, a quote, a book and a bar at once,
 * which agree with each other.
 */
final class RandomMarket {
    private static final double TICK = 0.01;
    private static final double HOME = 100;
    /** Keeps the price within a percent of home, so that to begin anew is no jump that no market makes. */
    private static final double PULL = 1e-3;
    /** How often the aggressor, or a flag, is another one than before. */
    private static final int TURN = 8;

    private final Random random;
    private long midTicks = Math.round(HOME / TICK);
    private long timeNs = 1_700_000_000_000_000_000L;
    private boolean isBuy;
    private double open;
    private double high;
    private double low;
    private double close = HOME;

    RandomMarket(long seed) {
        random = new Random(seed);
    }

    /** Goes on by one trade, which is also one bar. */
    void step() {
        open = close;
        high = open;
        low = open;
        for (int move = 0; move < 4; move++) {
            double pulled = (HOME / TICK - midTicks) * PULL;
            midTicks += Math.round(random.nextGaussian() + pulled);
            close = midTicks * TICK;
            high = Math.max(high, close);
            low = Math.min(low, close);
        }
        isBuy ^= random.nextInt(TURN) == 0;
        timeNs += 1 + random.nextInt(500_000_000);
    }

    /** {@return the time of the step, UTC epoch nanoseconds} */
    long timeNs() {
        return timeNs;
    }

    /** {@return whether a flag that was so is to be the other from now on} */
    boolean turns() {
        return random.nextInt(TURN) == 0;
    }

    /** {@return true once in so many times} */
    boolean onceIn(int count) {
        return random.nextInt(count) == 0;
    }

    double open() {
        return open;
    }

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    double close() {
        return close;
    }

    /** {@return a price near that of this instrument, sometimes above, sometimes below it} */
    double otherPrice() {
        return close + 5 * TICK * random.nextGaussian();
    }

    double bid() {
        return (midTicks - 1) * TICK;
    }

    double ask() {
        return (midTicks + 1) * TICK;
    }

    double bid(int level) {
        return (midTicks - 1 - level) * TICK;
    }

    double ask(int level) {
        return (midTicks + 1 + level) * TICK;
    }

    boolean isBuy() {
        return isBuy;
    }

    double tradePrice() {
        return isBuy ? ask() : bid();
    }

    /** {@return a new size, in hundredths} */
    double size() {
        return TICK + Math.round(-1_000 * Math.log(1 - random.nextDouble())) * TICK;
    }

    int tradeCount() {
        return 1 + random.nextInt(50);
    }
}
