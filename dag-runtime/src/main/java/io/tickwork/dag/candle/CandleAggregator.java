// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.candle;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * Builds the bars of all timeframes a graph reads.
 *
 * <p>A bar holds the trades from its open time up to, and without, its close time: its first and last price are those
 * of the trades that came first and last. Bars align to the epoch, weeks to Monday. A span without trades has no bar:
 * nothing is closed and nothing triggers. A trade that belongs to a bar whose end has passed is late for that timeframe
 * and is left out of it.
 *
 * <p>Every timeframe takes every trade. Making long bars from short ones would cost less, but a trade that is late for
 * the short bar and not for the long one would then be missing from the long one: a bar would depend on which other
 * timeframes a graph happens to read.
 *
 * <p>Volume is summed as the mantissas of the sizes, so it is exact; a sum that does not fit 63 bits stays at the
 * greatest value that does, which a coarser size exponent avoids.
 *
 * <p>Open bars lie in the {@link State} like everything else. Threading: the engine thread. Allocates nothing; a trade
 * costs a few operations per timeframe.
 */
public final class CandleAggregator {
    /** Returned when no bar is open: there is nothing to close. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Set in the result of {@link #onTrade} when the trade was too late for some bar. */
    public static final int LATE = 1;

    /** Set in the result of {@link #onTrade} when a bar was opened, so that {@link #nextCloseNs} may have changed. */
    public static final int OPENED = 2;

    private static final long WEEK_NS = Timeframe.parse("1w");
    /** The epoch was a Thursday; this is the first Monday after it. */
    private static final long MONDAY_NS = Timeframe.parse("4d");

    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int COUNT = 5;

    private static final int BAR_VOLUME_MANTISSA = 0;
    private static final int BAR_COUNT = 1;
    private static final int BAR_OPEN_TIME = 2;
    private static final int BAR_EXISTS = 3;

    private final Source[] candles;
    private final int[] openDoubles;
    private final int[] openLongs;

    /** @param candles the candle sources of a graph, by ascending timeframe. */
    public CandleAggregator(List<Source> candles) {
        this.candles = candles.toArray(Source[]::new);
        openDoubles = candles.stream()
                .mapToInt(candle -> candle.openBar().doubleSlot())
                .toArray();
        openLongs =
                candles.stream().mapToInt(candle -> candle.openBar().longSlot()).toArray();
    }

    /** {@return the number of timeframes} */
    public int timeframeCount() {
        return candles.length;
    }

    /**
     * Adds a trade to the open bars, after every bar that ends at or before the engine time was closed.
     *
     * @param state of the symbol.
     * @param tradeTimeNs the trade's own time.
     * @param engineTimeNs the greatest event time seen, this trade's included.
     * @param price finite.
     * @param sizeMantissa not negative.
     * @return {@link #LATE} and {@link #OPENED} as far as they apply, joined with {@code |}.
     */
    public int onTrade(State state, long tradeTimeNs, long engineTimeNs, double price, long sizeMantissa) {
        int result = 0;
        for (int i = 0; i < candles.length; i++) {
            result |= addTrade(state, i, tradeTimeNs, engineTimeNs, price, sizeMantissa);
        }
        return result;
    }

    private int addTrade(State state, int place, long tradeTimeNs, long engineTimeNs, double price, long sizeMantissa) {
        int doubles = openDoubles[place];
        int longs = openLongs[place];
        int result = 0;
        if (state.getLong(longs + BAR_EXISTS) == 0) {
            long openTimeNs = openTimeNs(tradeTimeNs, candles[place].timeframeNs());
            if (openTimeNs < openTimeNs(engineTimeNs, candles[place].timeframeNs())) {
                return LATE;
            }
            result = OPENED;
            open(state, place, openTimeNs, price);
        } else {
            // The bar of the engine time is open, so a trade can be before it but never behind it.
            if (tradeTimeNs < state.getLong(longs + BAR_OPEN_TIME)) {
                return LATE;
            }
            state.setDouble(doubles + HIGH, Math.max(state.getDouble(doubles + HIGH), price));
            state.setDouble(doubles + LOW, Math.min(state.getDouble(doubles + LOW), price));
            state.setDouble(doubles + CLOSE, price);
        }
        long volumeMantissa = state.getLong(longs + BAR_VOLUME_MANTISSA) + sizeMantissa;
        state.setLong(longs + BAR_VOLUME_MANTISSA, volumeMantissa < 0 ? Long.MAX_VALUE : volumeMantissa);
        state.setLong(longs + BAR_COUNT, state.getLong(longs + BAR_COUNT) + 1);
        return result;
    }

    private void open(State state, int place, long openTimeNs, double price) {
        int doubles = openDoubles[place];
        int longs = openLongs[place];
        state.setDouble(doubles + OPEN, price);
        state.setDouble(doubles + HIGH, price);
        state.setDouble(doubles + LOW, price);
        state.setDouble(doubles + CLOSE, price);
        state.setLong(longs + BAR_VOLUME_MANTISSA, 0);
        state.setLong(longs + BAR_COUNT, 0);
        state.setLong(longs + BAR_OPEN_TIME, openTimeNs);
        state.setLong(longs + BAR_EXISTS, 1);
    }

    /**
     * {@return the instant at which the next open bar ends, {@link #NEVER} when none is open}
     *
     * @param state of the symbol.
     */
    public long nextCloseNs(State state) {
        long next = NEVER;
        for (int i = 0; i < candles.length; i++) {
            if (state.getLong(openLongs[i] + BAR_EXISTS) != 0) {
                next = Math.min(next, state.getLong(openLongs[i] + BAR_OPEN_TIME) + candles[i].timeframeNs());
            }
        }
        return next;
    }

    /**
     * Closes every bar that ends at an instant: writes the fields of its source and makes them valid.
     *
     * @param state of the symbol.
     * @param boundaryNs the instant; not behind {@link #nextCloseNs}.
     * @param sizeExponent of the symbol.
     * @return the masks of the sources whose bars closed, 0 when none did.
     */
    public long closeAt(State state, long boundaryNs, int sizeExponent) {
        long closed = 0;
        for (int i = 0; i < candles.length; i++) {
            int longs = openLongs[i];
            if (state.getLong(longs + BAR_EXISTS) != 0
                    && state.getLong(longs + BAR_OPEN_TIME) + candles[i].timeframeNs() == boundaryNs) {
                close(state, i, boundaryNs, sizeExponent);
                closed |= candles[i].mask();
            }
        }
        return closed;
    }

    private void close(State state, int place, long boundaryNs, int sizeExponent) {
        Source candle = candles[place];
        int doubles = openDoubles[place];
        int longs = openLongs[place];
        for (int field = OPEN; field <= CLOSE; field++) {
            state.setDouble(candle.doubleSlot() + field, state.getDouble(doubles + field));
        }
        long volumeMantissa = state.getLong(longs + BAR_VOLUME_MANTISSA);
        state.setDouble(candle.doubleSlot() + VOLUME, Decimal.toDouble(volumeMantissa, sizeExponent));
        state.setDouble(candle.doubleSlot() + COUNT, state.getLong(longs + BAR_COUNT));
        state.setLong(candle.longSlot(), state.getLong(longs + BAR_OPEN_TIME));
        state.setLong(candle.longSlot() + 1, boundaryNs);
        state.setLong(longs + BAR_EXISTS, 0);
        state.setValid(candle.output(), true);
    }

    /**
     * {@return when the bar opens that an instant belongs to}
     *
     * @param timeNs the instant.
     * @param timeframeNs the length of the bar.
     */
    public static long openTimeNs(long timeNs, long timeframeNs) {
        long originNs = timeframeNs % WEEK_NS == 0 ? MONDAY_NS : 0;
        return timeNs - Math.floorMod(timeNs - originNs, timeframeNs);
    }
}
