// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.Timeframe;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The sessions of a venue as UTC instants, and the bars that align to them.
 *
 * <p>A session holds the instants from its open up to, and without, its close. Sessions never overlap, but one may open
 * as the one before it closes. Each has a trading date of its own: the local date of its close, which its week follows
 * from.
 *
 * <p><b>Bars.</b> A bar shorter than a day counts from its session's open, and the last of a session is cut at the
 * close. {@code 1d} is the session. {@code 1w} runs from the open of the first session to the close of the last session
 * whose trading dates are in one week, Monday to Sunday; there may be instants between that are outside every session.
 * Other timeframes longer than a day do not go with a calendar: see {@link #checkTimeframe}.
 *
 * <p>Immutable, for any thread. Queries allocate nothing and cost a binary search. Times are UTC epoch nanoseconds.
 */
public final class SessionCalendar {
    /** There is no such bar. Before every time, as an instant. */
    public static final long NONE = Long.MIN_VALUE;

    /** There is no such session. */
    public static final int NO_SESSION = -1;

    /** The most sessions of a calendar: of every day, 136 years of them. */
    public static final int SESSION_COUNT_MAX = 50_000;

    /** The longest session: no local day is as long, whatever happens to its clocks. */
    public static final long SESSION_LENGTH_NS_MAX = Timeframe.parse("2d");

    private static final long DAY_NS = Timeframe.parse("1d");
    private static final long WEEK_NS = Timeframe.parse("1w");

    /** The furthest any local time is from UTC. */
    private static final long ZONE_OFFSET_NS_MAX = Timeframe.parse("18h");

    private static final int DAYS_PER_WEEK = 7;
    /** The epoch was a Thursday. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private final String name;
    private final long[] openNs;
    private final long[] closeNs;
    private final int[] tradingDay;

    /** For each session, the first and the last of its week. */
    private final int[] firstOfWeek;

    private final int[] lastOfWeek;

    private SessionCalendar(String name, long[] openNs, long[] closeNs, int[] tradingDay) {
        this.name = name;
        this.openNs = openNs;
        this.closeNs = closeNs;
        this.tradingDay = tradingDay;
        int count = openNs.length;
        firstOfWeek = new int[count];
        lastOfWeek = new int[count];
        for (int i = 0; i < count; i++) {
            firstOfWeek[i] = i > 0 && week(i) == week(i - 1) ? firstOfWeek[i - 1] : i;
        }
        for (int i = count - 1; i >= 0; i--) {
            lastOfWeek[i] = i < count - 1 && week(i) == week(i + 1) ? lastOfWeek[i + 1] : i;
        }
    }

    /**
     * Makes a calendar of given instants; {@link SessionRules} makes one of local times.
     *
     * @param name not blank.
     * @param openNs when each session opens, in ascending order; whole seconds.
     * @param closeNs when each session closes; whole seconds.
     * @param tradingDay the trading date of each session as an epoch day, each after the one before.
     * @return the calendar; the arrays are copied.
     * @throws IllegalArgumentException naming the first session that is not as described above.
     */
    public static SessionCalendar of(String name, long[] openNs, long[] closeNs, int[] tradingDay) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a session calendar is blank");
        }
        int count = openNs.length;
        if (count == 0 || count != closeNs.length || count != tradingDay.length) {
            throw new IllegalArgumentException("calendar '" + name + "' has " + count + " opens, " + closeNs.length
                    + " closes and " + tradingDay.length + " trading dates; it needs as many of each, at least one");
        }
        if (count > SESSION_COUNT_MAX) {
            throw new IllegalArgumentException(
                    "calendar '" + name + "' has " + count + " sessions; it may have " + SESSION_COUNT_MAX);
        }
        for (int i = 0; i < count; i++) {
            String problem = problem(openNs[i], closeNs[i], tradingDay[i]);
            if (problem == null && i > 0) {
                problem = problemOfOrder(openNs[i], closeNs[i - 1], tradingDay[i], tradingDay[i - 1]);
            }
            if (problem != null) {
                throw new IllegalArgumentException("calendar '" + name + "', session " + i + " of "
                        + LocalDate.ofEpochDay(tradingDay[i]) + ": " + problem);
            }
        }
        return new SessionCalendar(name, openNs.clone(), closeNs.clone(), tradingDay.clone());
    }

    private static String problem(long openNs, long closeNs, int tradingDay) {
        if (closeNs <= openNs) {
            return "it closes at " + EpochTime.toInstant(closeNs) + ", not after it opens at "
                    + EpochTime.toInstant(openNs);
        }
        if (closeNs - openNs < 0 || closeNs - openNs > SESSION_LENGTH_NS_MAX) {
            return "it is longer than " + Timeframe.format(SESSION_LENGTH_NS_MAX) + ", from "
                    + EpochTime.toInstant(openNs) + " to " + EpochTime.toInstant(closeNs);
        }
        if (openNs % EpochTime.NS_PER_SECOND != 0 || closeNs % EpochTime.NS_PER_SECOND != 0) {
            return "it opens or closes within a second, at " + EpochTime.toInstant(openNs) + " and "
                    + EpochTime.toInstant(closeNs);
        }
        // The close is in the trading date, or at its end, in some local time.
        long closeDay = Math.floorDiv(closeNs, DAY_NS);
        if (Math.abs(closeDay - tradingDay) > 2
                || closeNs < tradingDay * DAY_NS - ZONE_OFFSET_NS_MAX
                || closeNs > (tradingDay + 1) * DAY_NS + ZONE_OFFSET_NS_MAX) {
            return "it closes at " + EpochTime.toInstant(closeNs) + ", which is on its trading date nowhere";
        }
        return null;
    }

    private static String problemOfOrder(long openNs, long previousCloseNs, int tradingDay, int previousTradingDay) {
        if (tradingDay <= previousTradingDay) {
            return "its trading date is not after that of the session before, "
                    + LocalDate.ofEpochDay(previousTradingDay);
        }
        return openNs < previousCloseNs
                ? "it opens at " + EpochTime.toInstant(openNs) + ", before the session before closes at "
                        + EpochTime.toInstant(previousCloseNs)
                : null;
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @param name of the calendar.
     * @param text to read.
     * @return a calendar equal to the one that was written.
     * @throws IllegalArgumentException saying where the text is damaged.
     */
    public static SessionCalendar parse(String name, String text) {
        return new SessionText(name).parse(text);
    }

    /**
     * Writes all sessions in a compact form for people and programs:
     *
     * <pre>{@code
     * sessions 1
     * 2024-03-04 +14:30 6:30 1111
     * 2024-03-11 +13:30 6:30 111131
     * crc32c 4a0e1c5b
     * }</pre>
     *
     * A line holds a run of sessions: the first trading date; the open, counted from the midnight in UTC that the
     * trading date begins with; the length; and a digit for each further session of the run, the days between its
     * trading date and the one before. The checksum is of everything above it.
     *
     * @return the text, without the name; the same for equal calendars.
     */
    public String toText() {
        return new SessionText(name).format(this);
    }

    /**
     * Makes sure that bars of a timeframe can align to a calendar.
     *
     * @param timeframeNs the timeframe in nanoseconds.
     * @throws IllegalArgumentException if there is no such timeframe, or it is longer than a day and not a week.
     */
    public static void checkTimeframe(long timeframeNs) {
        String text = Timeframe.format(timeframeNs);
        if (timeframeNs > DAY_NS && timeframeNs != WEEK_NS) {
            throw new IllegalArgumentException("bars of " + text
                    + " do not align to sessions; with a calendar a timeframe is at most 1d, which is the session, or"
                    + " it is 1w");
        }
    }

    /** {@return the name, which is no part of the text form} */
    public String name() {
        return name;
    }

    /** {@return the number of sessions, at least 1; they are counted from 0} */
    public int sessionCount() {
        return openNs.length;
    }

    /**
     * {@return when a session opens}
     *
     * @param session from 0 to {@link #sessionCount} - 1.
     */
    public long openNs(int session) {
        return openNs[session];
    }

    /**
     * {@return when a session closes: the first instant that does not belong to it}
     *
     * @param session from 0 to {@link #sessionCount} - 1.
     */
    public long closeNs(int session) {
        return closeNs[session];
    }

    /**
     * {@return the trading date of a session, in days since 1970-01-01}
     *
     * @param session from 0 to {@link #sessionCount} - 1.
     */
    public int tradingDay(int session) {
        return tradingDay[session];
    }

    /**
     * Finds the session an instant belongs to.
     *
     * @param timeNs the instant.
     * @return the session with open &le; instant &lt; close, or {@link #NO_SESSION}.
     */
    public int sessionAt(long timeNs) {
        int found = Arrays.binarySearch(openNs, timeNs);
        int session = found >= 0 ? found : -found - 2; // the last that has opened
        return session >= 0 && timeNs < closeNs[session] ? session : NO_SESSION;
    }

    /**
     * Finds the session that opens next.
     *
     * @param timeNs an instant.
     * @return the first session with open &ge; instant, or {@link #sessionCount} when there is none.
     */
    public int firstSessionAtOrAfter(long timeNs) {
        int found = Arrays.binarySearch(openNs, timeNs);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Finds the open of the bar that an instant belongs to.
     *
     * @param timeNs the instant.
     * @param timeframeNs that {@link #checkTimeframe} lets pass.
     * @return that open, or {@link #NONE} when the instant is outside every session.
     */
    public long barOpenNs(long timeNs, long timeframeNs) {
        int session = sessionAt(timeNs);
        if (session == NO_SESSION) {
            return NONE;
        }
        if (timeframeNs < DAY_NS) {
            return timeNs - (timeNs - openNs[session]) % timeframeNs;
        }
        return openNs[timeframeNs == DAY_NS ? session : firstOfWeek[session]];
    }

    /**
     * Finds the end of a bar.
     *
     * @param barOpenNs the open of the bar, or another of its instants within a session.
     * @param timeframeNs that {@link #checkTimeframe} lets pass.
     * @return the first instant after the bar, or {@link #NONE} when {@code barOpenNs} is outside every session.
     */
    public long barCloseNs(long barOpenNs, long timeframeNs) {
        int session = sessionAt(barOpenNs);
        return session == NO_SESSION ? NONE : closeNs(session, barOpenNs, timeframeNs);
    }

    /**
     * Finds the bar that follows another, in the same session or a later one.
     *
     * @param barOpenNs the open of the bar, or another of its instants within a session.
     * @param timeframeNs that {@link #checkTimeframe} lets pass.
     * @return the open of the bar after it; {@link #NONE} at the end of the calendar, or when {@code barOpenNs} is
     *     outside every session.
     */
    public long nextBarOpenNs(long barOpenNs, long timeframeNs) {
        int session = sessionAt(barOpenNs);
        if (session == NO_SESSION) {
            return NONE;
        }
        long barCloseNs = closeNs(session, barOpenNs, timeframeNs);
        if (barCloseNs < closeNs[session]) {
            return barCloseNs;
        }
        int next = (timeframeNs > DAY_NS ? lastOfWeek[session] : session) + 1;
        return next < openNs.length ? openNs[next] : NONE;
    }

    private long closeNs(int session, long timeNs, long timeframeNs) {
        if (timeframeNs >= DAY_NS) {
            return closeNs[timeframeNs == DAY_NS ? session : lastOfWeek[session]];
        }
        long remainingNs = timeframeNs - (timeNs - openNs[session]) % timeframeNs;
        return timeNs + Math.min(remainingNs, closeNs[session] - timeNs);
    }

    private int week(int session) {
        return Math.floorDiv(tradingDay[session] + EPOCH_DAY_OF_WEEK, DAYS_PER_WEEK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionCalendar calendar
                && name.equals(calendar.name)
                && Arrays.equals(openNs, calendar.openNs)
                && Arrays.equals(closeNs, calendar.closeNs)
                && Arrays.equals(tradingDay, calendar.tradingDay);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(openNs);
    }

    @Override
    public String toString() {
        int last = openNs.length - 1;
        return name + ": " + openNs.length + " sessions, " + LocalDate.ofEpochDay(tradingDay[0]) + " to "
                + LocalDate.ofEpochDay(tradingDay[last]);
    }
}
