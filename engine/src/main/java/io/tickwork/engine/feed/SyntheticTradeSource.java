// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.AggressorSide;
import java.util.Random;

/**
 * Makes up trades that look like a market's: a random walk whose volatility comes in clusters (GARCH), so that returns
 * have fat tails; gaps that are exponential, with bursts in which trades crowd; sizes that are log-normal; aggressors
 * that tend to stay on one side and trade half a tick off the middle. Ids count from 1.
 *
 * <p>The same arguments give the same trades on every JDK: {@link Random}, unlike the other generators, is specified to
 * the bit, and transcendental functions are {@link StrictMath}'s. Memory does not depend on the count; a trade
 * allocates nothing.
 */
public final class SyntheticTradeSource implements TradeSource {
    // GARCH(1,1): variance = OMEGA + ALPHA * (last step)^2 + BETA * (last variance), in units of the mean variance.
    // With these the kurtosis of a step is about 8, where that of a normal distribution is 3.
    private static final double ALPHA = 0.08;
    private static final double BETA = 0.91;
    private static final double OMEGA = 1 - ALPHA - BETA;

    /**
     * Pull towards the price of the start: too weak to be seen in a million trades, and enough to keep the price within
     * a few times its start in billions.
     */
    private static final double REVERSION = 1e-7;

    // A burst begins after about 200 trades and holds about 50, a twentieth of the mean gap apart.
    private static final double BURST_BEGINS = 1.0 / 200;
    private static final double BURST_ENDS = 1.0 / 50;
    private static final double BURST_GAP = 1.0 / 20;

    /** One trade in five is part of a burst; the others are as much further apart as keeps the mean gap. */
    private static final double BURST_SHARE = BURST_BEGINS / (BURST_BEGINS + BURST_ENDS);

    private static final double CALM_GAP = (1 - BURST_SHARE * BURST_GAP) / (1 - BURST_SHARE);

    private static final double SIDE_CHANGES = 0.3;

    /** Standard deviation of the logarithm of the size. */
    private static final double SIZE_SPREAD = 1.2;

    /** Any odd number: spreads seeds that are neighbours, whose first numbers {@link Random} makes alike. */
    private static final long SEED_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final long tradeCount;
    private final SyntheticMarket market;
    private final Random random;

    private long tradeId;
    private long timeNs;
    private boolean isBurst;
    private boolean isBuyer;

    /** Logarithm of the price over that of the start. */
    private double logPrice;

    private double variance = 1;

    /**
     * Makes up a number of trades.
     *
     * @param tradeCount not negative.
     * @param seed any; another gives other trades.
     * @param market what it looks like.
     * @throws IllegalArgumentException if the count is negative.
     */
    public SyntheticTradeSource(long tradeCount, long seed, SyntheticMarket market) {
        if (tradeCount < 0) {
            throw new IllegalArgumentException("tradeCount=" + tradeCount + " is negative");
        }
        this.tradeCount = tradeCount;
        this.market = market;
        this.random = new Random(seed * SEED_FACTOR);
        this.timeNs = market.startTimeNs();
    }

    @Override
    public boolean next(TradeRow row) {
        if (tradeId == tradeCount) {
            return false;
        }
        tradeId++;
        timeNs += nextGapNs();
        isBuyer ^= random.nextDouble() < SIDE_CHANGES;
        row.set(
                timeNs,
                nextPriceMantissa(),
                nextSizeMantissa(),
                isBuyer ? AggressorSide.BUYER : AggressorSide.SELLER,
                tradeId);
        return true;
    }

    @Override
    public long tradeCount() {
        return tradeCount;
    }

    @Override
    public void close() {}

    private long nextGapNs() {
        isBurst ^= random.nextDouble() < (isBurst ? BURST_ENDS : BURST_BEGINS);
        double meanGapNs = market.meanGapNs() * (isBurst ? BURST_GAP : CALM_GAP);
        return (long) (-StrictMath.log(1 - random.nextDouble()) * meanGapNs);
    }

    private long nextPriceMantissa() {
        double step = Math.sqrt(variance) * random.nextGaussian();
        variance = OMEGA + ALPHA * step * step + BETA * variance;
        logPrice += market.volatility() * step - REVERSION * logPrice;
        double price = market.priceMantissa() * StrictMath.exp(logPrice);
        return wholeMultiple(price + (isBuyer ? 0.5 : -0.5) * market.tickMantissa(), market.tickMantissa());
    }

    private long nextSizeMantissa() {
        double size = market.sizeMantissa() * StrictMath.exp(SIZE_SPREAD * random.nextGaussian());
        return wholeMultiple(size, market.lotMantissa());
    }

    /** The nearest multiple that is positive and fits. */
    private static long wholeMultiple(double value, long unit) {
        return unit * Math.min(Math.max(1, Math.round(value / unit)), Long.MAX_VALUE / unit);
    }
}
