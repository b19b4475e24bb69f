// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.candle;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.node.State;
import io.tickwork.dag.session.SessionCalendar;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds the bars of all timeframes of a symbol's graph.
 *
 * <p>A bar holds the trades from its open time up to, and without, its close time: its first and last price are those
 * of the trades that came first and last. Bars align to a calendar's sessions, or to the epoch, weeks to Monday. A span
 * without trades has no bar, or is carried: a bar of the last close, without volume. A trade that belongs to a bar
 * whose end has passed is late for that timeframe and is left out of it.
 *
 * <p>Every timeframe that is made of trades takes every trade. Making long bars from short ones would cost less, but a
 * trade that is late for the short bar and not for the long one would then be missing from the long one: a bar would
 * depend on which other timeframes a graph happens to read. Bars are derived from lower ones only where the graph says
 * so, or where those come from outside.
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

    /** Set in the result of {@link #onTrade} when the trade lies outside of every session. */
    public static final int OUTSIDE = 4;

    private static final long WEEK_NS = Timeframe.parse("1w");
    /** The epoch was a Thursday; this is the first Monday after it. */
    private static final long MONDAY_NS = Timeframe.parse("4d");

    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int COUNT = 5;

    private static final int CARRIED_IN_A_ROW = 0;
    private static final int LAST_CLOSE_TIME = 1;

    private static final int BAR_VOLUME_MANTISSA = 0;
    private static final int BAR_COUNT = 1;
    private static final int BAR_OPEN_TIME = 2;
    private static final int BAR_CLOSE_TIME = 3;
    private static final int BAR_IS = 4;

    /** There is no bar. */
    private static final long NOTHING = 0;
    /** The bar holds trades, or came from outside. */
    private static final long TRADED = 1;
    /** The bar stands in for a span without trades as long as none comes. */
    private static final long CARRIED = 2;

    private final Bars[] bars;
    private final int[][] derived;
    private final long[] closedCounts;
    private long formed;

    /**
     * @param timeframes of a subgraph.
     * @param closedCounts counts the bars that close, by the place of their timeframe; may be shared.
     */
    public CandleAggregator(List<Bars> timeframes, long[] closedCounts) {
        bars = timeframes.toArray(Bars[]::new);
        this.closedCounts = closedCounts;
        derived = new int[bars.length][];
        for (int i = 0; i < bars.length; i++) {
            int lower = i;
            derived[i] = IntStream.range(0, bars.length)
                    .filter(place -> bars[place].lower() == lower)
                    .toArray();
        }
    }

    /**
     * Adds a trade to the open bars, after every bar that ends at or before {@code firedNs} was closed. The state is at
     * the beginning of the trade's cycle.
     *
     * @param state of the symbol.
     * @param calendar of the symbol, null for the epoch.
     * @param tradeTimeNs the trade's own time.
     * @param firedNs up to which time, inclusive, boundaries have been run.
     * @param price finite.
     * @param sizeMantissa not negative.
     * @param sizeExponent of the symbol.
     * @return {@link #LATE}, {@link #OPENED} and {@link #OUTSIDE} as far as they apply, joined with {@code |}.
     */
    public int onTrade(
            State state,
            SessionCalendar calendar,
            long tradeTimeNs,
            long firedNs,
            double price,
            long sizeMantissa,
            int sizeExponent) {
        formed = 0;
        int result = 0;
        for (int i = 0; i < bars.length; i++) {
            if (bars[i].feed() == Bars.Feed.TRADES) {
                result |= addTrade(state, calendar, bars[i], tradeTimeNs, firedNs, price, sizeMantissa, sizeExponent);
            }
        }
        return result;
    }

    /** {@return the masks of the forming bars that the last trade changed, joined with {@code |}} */
    public long formed() {
        return formed;
    }

    private int addTrade(
            State state,
            SessionCalendar calendar,
            Bars of,
            long tradeTimeNs,
            long firedNs,
            double price,
            long sizeMantissa,
            int sizeExponent) {
        int result = 0;
        int open = find(state, of, tradeTimeNs);
        if (open < 0) {
            long openTimeNs = openTimeNs(calendar, tradeTimeNs, of.timeframeNs());
            if (openTimeNs == SessionCalendar.NONE) {
                return OUTSIDE;
            }
            long closeTimeNs = closeTimeNs(calendar, openTimeNs, of.timeframeNs());
            if (closeTimeNs <= firedNs) {
                return LATE;
            }
            result = OPENED;
            open = open(state, of, openTimeNs, closeTimeNs, TRADED, price);
        }
        int doubles = doubles(of, open);
        int longs = longs(of, open);
        if (state.getLong(longs + BAR_IS) == CARRIED) {
            state.setLong(longs + BAR_IS, TRADED);
            setPrices(state, doubles, price, price, price, price);
        } else {
            state.setDouble(doubles + HIGH, Math.max(state.getDouble(doubles + HIGH), price));
            state.setDouble(doubles + LOW, Math.min(state.getDouble(doubles + LOW), price));
            state.setDouble(doubles + CLOSE, price);
        }
        addVolume(state, longs, sizeMantissa, 1);
        if (of.forming() != null) {
            formed |= form(state, of, open, sizeExponent);
        }
        return result;
    }

    /** {@return the place of the open bar that an instant belongs to, -1 when there is none} */
    private static int find(State state, Bars of, long timeNs) {
        for (int open = 0; open < of.openCount(); open++) {
            int longs = longs(of, open);
            if (state.getLong(longs + BAR_IS) != NOTHING
                    && timeNs >= state.getLong(longs + BAR_OPEN_TIME)
                    && timeNs < state.getLong(longs + BAR_CLOSE_TIME)) {
                return open;
            }
        }
        return -1;
    }

    private static int open(State state, Bars of, long openTimeNs, long closeTimeNs, long is, double price) {
        int open = 0;
        while (state.getLong(longs(of, open) + BAR_IS) != NOTHING) {
            open++; // the layout has room for all that can be open at once
        }
        int longs = longs(of, open);
        setPrices(state, doubles(of, open), price, price, price, price);
        state.setLong(longs + BAR_VOLUME_MANTISSA, 0);
        state.setLong(longs + BAR_COUNT, 0);
        state.setLong(longs + BAR_OPEN_TIME, openTimeNs);
        state.setLong(longs + BAR_CLOSE_TIME, closeTimeNs);
        state.setLong(longs + BAR_IS, is);
        return open;
    }

    /** Bars from outside may be shorter than they say, and then more of them are held than there can be. */
    private static boolean isFull(State state, Bars of) {
        for (int open = 0; open < of.openCount(); open++) {
            if (state.getLong(longs(of, open) + BAR_IS) == NOTHING) {
                return false;
            }
        }
        return true;
    }

    private static void addVolume(State state, int longs, long volumeMantissa, long count) {
        long sum = state.getLong(longs + BAR_VOLUME_MANTISSA) + volumeMantissa;
        state.setLong(longs + BAR_VOLUME_MANTISSA, sum < 0 ? Long.MAX_VALUE : sum);
        state.setLong(longs + BAR_COUNT, state.getLong(longs + BAR_COUNT) + count);
    }

    private static void setPrices(State state, int slot, double open, double high, double low, double close) {
        state.setDouble(slot + OPEN, open);
        state.setDouble(slot + HIGH, high);
        state.setDouble(slot + LOW, low);
        state.setDouble(slot + CLOSE, close);
    }

    /** Shows an open bar as the forming one, unless a newer one is shown; returns the mask of the source if so. */
    private static long form(State state, Bars of, int open, int sizeExponent) {
        Source forming = of.forming();
        int longs = longs(of, open);
        boolean isNewest = !state.isValid(forming.output())
                || state.getLong(longs + BAR_OPEN_TIME) >= state.getLong(forming.longSlot());
        if (!isNewest) {
            return 0;
        }
        show(state, forming, of, open, sizeExponent);
        return forming.mask();
    }

    private static void show(State state, Source source, Bars of, int open, int sizeExponent) {
        int doubles = doubles(of, open);
        int longs = longs(of, open);
        for (int field = OPEN; field <= CLOSE; field++) {
            state.setDouble(source.doubleSlot() + field, state.getDouble(doubles + field));
        }
        long volumeMantissa = state.getLong(longs + BAR_VOLUME_MANTISSA);
        state.setDouble(source.doubleSlot() + VOLUME, Decimal.toDouble(volumeMantissa, sizeExponent));
        state.setDouble(source.doubleSlot() + COUNT, state.getLong(longs + BAR_COUNT));
        state.setLong(source.longSlot(), state.getLong(longs + BAR_OPEN_TIME));
        state.setLong(source.longSlot() + 1, state.getLong(longs + BAR_CLOSE_TIME));
        state.setValid(source.output(), true);
        state.markProduced(source.output());
    }

    /**
     * {@return the instant at which the next open bar ends, {@link #NEVER} when none is open}
     *
     * @param state of the symbol.
     * @param waiting whether to look at the bars that wait beyond their end, or at all others.
     */
    public long nextCloseNs(State state, boolean waiting) {
        long next = NEVER;
        for (Bars of : bars) {
            if (of.waits() == waiting) {
                for (int open = 0; open < of.openCount(); open++) {
                    int longs = longs(of, open);
                    if (state.getLong(longs + BAR_IS) != NOTHING) {
                        next = Math.min(next, state.getLong(longs + BAR_CLOSE_TIME));
                    }
                }
            }
        }
        return next;
    }

    /**
     * Closes every bar that ends at an instant: writes the fields of its source and makes them valid. The state is at
     * the beginning of the boundary's cycle.
     *
     * @param state of the symbol.
     * @param calendar of the symbol, null for the epoch.
     * @param boundaryNs the instant; not behind {@link #nextCloseNs}.
     * @param waiting whether those that wait beyond their end close too.
     * @param sizeExponent of the symbol.
     * @return the masks of the sources that are produced, 0 when none is.
     */
    public long closeAt(State state, SessionCalendar calendar, long boundaryNs, boolean waiting, int sizeExponent) {
        long fired = 0;
        for (int i = 0; i < bars.length; i++) { // ascending, so that a derived bar has its last lower one
            if (waiting || !bars[i].waits()) {
                for (int open = 0; open < bars[i].openCount(); open++) {
                    int longs = longs(bars[i], open);
                    if (state.getLong(longs + BAR_IS) != NOTHING
                            && state.getLong(longs + BAR_CLOSE_TIME) == boundaryNs) {
                        fired |= close(state, calendar, boundaryNs - 1, i, open, sizeExponent);
                    }
                }
            }
        }
        return fired;
    }

    private long close(State state, SessionCalendar calendar, long firedNs, int place, int open, int sizeExponent) {
        Bars of = bars[place];
        int longs = longs(of, open);
        boolean isTraded = state.getLong(longs + BAR_IS) == TRADED;
        long fired = 0;
        closedCounts[place]++;
        if (of.closed() != null) {
            show(state, of.closed(), of, open, sizeExponent);
            fired = of.closed().mask();
        }
        long openTimeNs = state.getLong(longs + BAR_OPEN_TIME);
        if (of.forming() != null && state.getLong(of.forming().longSlot()) == openTimeNs) {
            state.setValid(of.forming().output(), false);
        }
        state.setLong(of.longSlot() + LAST_CLOSE_TIME, state.getLong(longs + BAR_CLOSE_TIME));
        state.setLong(longs + BAR_IS, NOTHING);
        if (isTraded) {
            for (int upper : derived[place]) {
                fired |= addLower(state, calendar, firedNs, upper, of, open, sizeExponent);
            }
        }
        carry(state, calendar, of, open, isTraded);
        return fired;
    }

    /** Opens a bar for the next span, in case no trade comes. */
    private static void carry(State state, SessionCalendar calendar, Bars of, int closed, boolean isTraded) {
        int row = of.longSlot() + CARRIED_IN_A_ROW;
        state.setLong(row, isTraded ? 0 : state.getLong(row) + 1);
        if (state.getLong(row) >= of.carryLimit()) {
            return;
        }
        long openTimeNs = nextOpenTimeNs(calendar, state.getLong(longs(of, closed) + BAR_OPEN_TIME), of.timeframeNs());
        if (openTimeNs != SessionCalendar.NONE && find(state, of, openTimeNs) < 0) {
            double price = state.getDouble(doubles(of, closed) + CLOSE);
            open(state, of, openTimeNs, closeTimeNs(calendar, openTimeNs, of.timeframeNs()), CARRIED, price);
        }
    }

    /** Adds a lower bar that has just closed to the one it belongs to, and closes that if it has waited for it. */
    private long addLower(
            State state,
            SessionCalendar calendar,
            long firedNs,
            int place,
            Bars lower,
            int lowerOpen,
            int sizeExponent) {
        Bars of = bars[place];
        int from = doubles(lower, lowerOpen);
        int fromLongs = longs(lower, lowerOpen);
        long lowerOpenNs = state.getLong(fromLongs + BAR_OPEN_TIME);
        long lowerCloseNs = state.getLong(fromLongs + BAR_CLOSE_TIME);
        int open = find(state, of, lowerOpenNs);
        if (open < 0) {
            long openTimeNs = openTimeNs(calendar, lowerOpenNs, of.timeframeNs());
            if (openTimeNs == SessionCalendar.NONE) {
                return 0;
            }
            long closeTimeNs = closeTimeNs(calendar, openTimeNs, of.timeframeNs());
            long lastCloseNs = state.getLong(of.longSlot() + LAST_CLOSE_TIME);
            boolean isLate = !of.waits() && closeTimeNs <= firedNs;
            if (isLate || lastCloseNs != 0 && closeTimeNs <= lastCloseNs) {
                return 0; // a bar that has closed never changes, nor does one begin whose end has passed
            }
            open = open(state, of, openTimeNs, closeTimeNs, CARRIED, 0);
        }
        int doubles = doubles(of, open);
        int longs = longs(of, open);
        if (state.getLong(longs + BAR_IS) == CARRIED) {
            state.setLong(longs + BAR_IS, TRADED);
            for (int field = OPEN; field <= CLOSE; field++) {
                state.setDouble(doubles + field, state.getDouble(from + field));
            }
        } else {
            state.setDouble(doubles + HIGH, Math.max(state.getDouble(doubles + HIGH), state.getDouble(from + HIGH)));
            state.setDouble(doubles + LOW, Math.min(state.getDouble(doubles + LOW), state.getDouble(from + LOW)));
            state.setDouble(doubles + CLOSE, state.getDouble(from + CLOSE));
        }
        addVolume(state, longs, state.getLong(fromLongs + BAR_VOLUME_MANTISSA), state.getLong(fromLongs + BAR_COUNT));
        boolean isComplete = state.getLong(longs + BAR_CLOSE_TIME) <= lowerCloseNs;
        if (isComplete && of.waits()) {
            return close(state, calendar, firedNs, place, open, sizeExponent);
        }
        return isComplete || of.forming() == null ? 0 : form(state, of, open, sizeExponent);
    }

    /**
     * {@return the place of a timeframe whose bars come from outside, -1 when there is none}
     *
     * @param timeframeNs its length.
     */
    public int external(long timeframeNs) {
        for (int i = 0; i < bars.length; i++) {
            if (bars[i].timeframeNs() == timeframeNs && bars[i].feed() == Bars.Feed.EXTERNAL) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Takes a bar from outside as one that is open until its boundary is run; {@link #closeExternal} closes it at once
     * instead.
     *
     * @param state of the symbol.
     * @param place of the timeframe, from {@link #external}.
     * @param openTimeNs of the bar.
     * @param closeTimeNs of the bar.
     * @param open the first price.
     * @param high the highest price.
     * @param low the lowest price.
     * @param close the last price.
     * @param volumeMantissa not negative.
     * @param count of trades.
     * @return where it lies; -1 when it is not newer than what came before, or more bars are held than there can be.
     */
    public int openExternal(
            State state,
            int place,
            long openTimeNs,
            long closeTimeNs,
            double open,
            double high,
            double low,
            double close,
            long volumeMantissa,
            long count) {
        Bars of = bars[place];
        long lastCloseNs = state.getLong(of.longSlot() + LAST_CLOSE_TIME);
        boolean isOld = lastCloseNs != 0 && closeTimeNs <= lastCloseNs;
        if (isOld || find(state, of, closeTimeNs - 1) >= 0 || isFull(state, of)) {
            return -1;
        }
        int opened = open(state, of, openTimeNs, closeTimeNs, TRADED, open);
        setPrices(state, doubles(of, opened), open, high, low, close);
        addVolume(state, longs(of, opened), volumeMantissa, count);
        return opened;
    }

    /**
     * Closes a bar from outside in a cycle of its own, and derived bars that have waited for it.
     *
     * @param state of the symbol, at the beginning of the cycle.
     * @param calendar of the symbol, null for the epoch.
     * @param firedNs up to which time, inclusive, boundaries have been run.
     * @param place of the timeframe, from {@link #external}.
     * @param open where it lies, from {@link #openExternal}.
     * @param sizeExponent of the symbol.
     * @return the masks of the sources that are produced, 0 when none is.
     */
    public long closeExternal(
            State state, SessionCalendar calendar, long firedNs, int place, int open, int sizeExponent) {
        return close(state, calendar, firedNs, place, open, sizeExponent);
    }

    /**
     * {@return how many timeframes from outside have a bar that ends at an instant}
     *
     * @param calendar of the symbol, null for the epoch.
     * @param timeNs the instant.
     */
    public int externalEndingAt(SessionCalendar calendar, long timeNs) {
        int count = 0;
        for (int place = 0; place < bars.length; place++) {
            boolean ends = bars[place].feed() == Bars.Feed.EXTERNAL && endsAt(calendar, place, timeNs);
            count += ends ? 1 : 0;
        }
        return count;
    }

    /**
     * {@return whether a bar of a timeframe should end at an instant}
     *
     * @param calendar of the symbol, null for the epoch.
     * @param place of the timeframe.
     * @param timeNs the instant.
     */
    public boolean endsAt(SessionCalendar calendar, int place, long timeNs) {
        long timeframeNs = bars[place].timeframeNs();
        long openTimeNs = openTimeNs(calendar, timeNs - 1, timeframeNs);
        return openTimeNs != SessionCalendar.NONE && closeTimeNs(calendar, openTimeNs, timeframeNs) == timeNs;
    }

    private static int doubles(Bars of, int open) {
        return of.doubleSlot() + open * Bars.OPEN_DOUBLES;
    }

    private static int longs(Bars of, int open) {
        return of.longSlot() + Bars.COMMON_LONGS + open * Bars.OPEN_LONGS;
    }

    /**
     * {@return when the bar opens that an instant belongs to, {@link SessionCalendar#NONE} outside of sessions}
     *
     * @param calendar null for the epoch.
     * @param timeNs the instant.
     * @param timeframeNs the length of the bar.
     */
    public static long openTimeNs(SessionCalendar calendar, long timeNs, long timeframeNs) {
        if (calendar != null) {
            return calendar.barOpenNs(timeNs, timeframeNs);
        }
        long originNs = timeframeNs % WEEK_NS == 0 ? MONDAY_NS : 0;
        return timeNs - Math.floorMod(timeNs - originNs, timeframeNs);
    }

    private static long closeTimeNs(SessionCalendar calendar, long openTimeNs, long timeframeNs) {
        return calendar == null ? openTimeNs + timeframeNs : calendar.barCloseNs(openTimeNs, timeframeNs);
    }

    private static long nextOpenTimeNs(SessionCalendar calendar, long openTimeNs, long timeframeNs) {
        return calendar == null ? openTimeNs + timeframeNs : calendar.nextBarOpenNs(openTimeNs, timeframeNs);
    }
}
