// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.time.Timeframe;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random calendars and instants: every query gives what going through a list of all sessions and all bars gives. */
class SessionCalendarPropertyTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);
    private static final int CALENDARS = 300;
    private static final int INSTANTS = 300;
    private static final long DAY_NS = Timeframe.parse("1d");
    private static final long WEEK_NS = Timeframe.parse("1w");

    private final SplittableRandom random = new SplittableRandom(SEED);

    private record Bar(long openNs, long closeNs) {}

    @Test
    void shouldAgreeWithTheListOfAllSessionsAndBars() {
        int inside = 0;
        for (int c = 0; c < CALENDARS; c++) {
            SessionCalendar calendar = RandomCalendar.next(random, 40);
            long timeframeNs = timeframeNs();
            SessionCalendar.checkTimeframe(timeframeNs);
            List<Bar> bars = bars(calendar, timeframeNs);
            for (int i = 0; i < INSTANTS; i++) {
                long timeNs = instant(calendar, bars);
                inside += assertQueries(calendar, timeNs) ? 1 : 0;
                assertBars(calendar, bars, timeNs, timeframeNs);
            }
        }
        assertThat(inside).as("instants within sessions").isGreaterThan(CALENDARS * INSTANTS / 4);
    }

    private boolean assertQueries(SessionCalendar calendar, long timeNs) {
        int session = SessionCalendar.NO_SESSION;
        int next = calendar.sessionCount();
        for (int i = calendar.sessionCount() - 1; i >= 0; i--) {
            if (calendar.openNs(i) <= timeNs && timeNs < calendar.closeNs(i)) {
                session = i;
            }
            if (calendar.openNs(i) >= timeNs) {
                next = i;
            }
        }
        assertThat(calendar.sessionAt(timeNs)).as(failure(calendar, timeNs)).isEqualTo(session);
        assertThat(calendar.firstSessionAtOrAfter(timeNs))
                .as(failure(calendar, timeNs))
                .isEqualTo(next);
        return session != SessionCalendar.NO_SESSION;
    }

    private void assertBars(SessionCalendar calendar, List<Bar> bars, long timeNs, long timeframeNs) {
        long openNs = SessionCalendar.NONE;
        long closeNs = SessionCalendar.NONE;
        long nextNs = SessionCalendar.NONE;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (bar.openNs <= timeNs && timeNs < bar.closeNs && isInSession(calendar, timeNs)) {
                openNs = bar.openNs;
                closeNs = bar.closeNs;
                nextNs = i + 1 < bars.size() ? bars.get(i + 1).openNs : SessionCalendar.NONE;
            }
        }
        String failure = failure(calendar, timeNs) + " " + Timeframe.format(timeframeNs);
        assertThat(calendar.barOpenNs(timeNs, timeframeNs)).as(failure).isEqualTo(openNs);
        assertThat(calendar.barCloseNs(timeNs, timeframeNs)).as(failure).isEqualTo(closeNs);
        assertThat(calendar.nextBarOpenNs(timeNs, timeframeNs)).as(failure).isEqualTo(nextNs);
        assertThat(calendar.barCloseNs(openNs, timeframeNs)).as(failure).isEqualTo(closeNs);
        assertThat(calendar.nextBarOpenNs(openNs, timeframeNs)).as(failure).isEqualTo(nextNs);
    }

    private static boolean isInSession(SessionCalendar calendar, long timeNs) {
        for (int i = 0; i < calendar.sessionCount(); i++) {
            if (calendar.openNs(i) <= timeNs && timeNs < calendar.closeNs(i)) {
                return true;
            }
        }
        return false;
    }

    private static List<Bar> bars(SessionCalendar calendar, long timeframeNs) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < calendar.sessionCount(); i++) {
            long openNs = calendar.openNs(i);
            long closeNs = calendar.closeNs(i);
            if (timeframeNs < DAY_NS) {
                for (long barNs = openNs; barNs < closeNs; barNs += timeframeNs) {
                    bars.add(new Bar(barNs, Math.min(closeNs, barNs + timeframeNs)));
                }
            } else if (timeframeNs == WEEK_NS && i > 0 && week(calendar, i).equals(week(calendar, i - 1))) {
                bars.add(new Bar(bars.remove(bars.size() - 1).openNs, closeNs));
            } else {
                bars.add(new Bar(openNs, closeNs));
            }
        }
        return bars;
    }

    private static String week(SessionCalendar calendar, int session) {
        LocalDate date = LocalDate.ofEpochDay(calendar.tradingDay(session));
        return date.get(IsoFields.WEEK_BASED_YEAR) + " " + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /** From a minute, so that there are not too many bars, to a week. */
    private long timeframeNs() {
        return switch (random.nextInt(5)) {
            case 0 -> DAY_NS;
            case 1 -> WEEK_NS;
            case 2 -> random.nextLong(60, 24 * 60 * 60) * Timeframe.MIN_NS;
            default -> random.nextLong(5, 24 * 60) * 60 * Timeframe.MIN_NS;
        };
    }

    /** Anywhere, or beside the ends of a bar. */
    private long instant(SessionCalendar calendar, List<Bar> bars) {
        int last = calendar.sessionCount() - 1;
        Bar bar = bars.get(random.nextInt(bars.size()));
        return switch (random.nextInt(4)) {
            case 0 -> bar.openNs + random.nextInt(-1, 2);
            case 1 -> bar.closeNs + random.nextInt(-1, 2);
            case 2 -> random.nextLong(bar.openNs, bar.closeNs);
            default -> random.nextLong(calendar.openNs(0) - DAY_NS, calendar.closeNs(last) + DAY_NS);
        };
    }

    private static String failure(SessionCalendar calendar, long timeNs) {
        return "seed " + SEED + ", instant " + timeNs + " of\n" + calendar.toText();
    }
}
