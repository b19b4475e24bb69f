// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.time.EpochTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules against instants worked out by hand: each session is written as {@code trading date open/close}. */
class SessionRulesTest {
    private static final SessionRules NEW_YORK =
            SessionRules.of("xnys", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0));
    private static final SessionRules CHICAGO =
            SessionRules.of("cme", "America/Chicago", LocalTime.of(17, 0), LocalTime.of(16, 0));

    @Test
    void shouldFollowTheClocksOfNewYork() {
        assertThat(sessions(NEW_YORK, "2024-03-08", "2024-03-11"))
                .containsExactly(
                        "2024-03-08 2024-03-08T14:30:00Z/2024-03-08T21:00:00Z",
                        "2024-03-11 2024-03-11T13:30:00Z/2024-03-11T20:00:00Z");
        assertThat(sessions(NEW_YORK, "2024-11-01", "2024-11-04"))
                .containsExactly(
                        "2024-11-01 2024-11-01T13:30:00Z/2024-11-01T20:00:00Z",
                        "2024-11-04 2024-11-04T14:30:00Z/2024-11-04T21:00:00Z");
    }

    @Test
    void shouldFollowTheClocksOfLondonAndSydney() {
        SessionRules london = SessionRules.of("xlon", "Europe/London", LocalTime.of(8, 0), LocalTime.of(16, 30));
        assertThat(sessions(london, "2024-03-29", "2024-04-01"))
                .containsExactly(
                        "2024-03-29 2024-03-29T08:00:00Z/2024-03-29T16:30:00Z",
                        "2024-04-01 2024-04-01T07:00:00Z/2024-04-01T15:30:00Z");

        // In the south summer ends in April; and the session opens on the day before, in UTC.
        SessionRules sydney = SessionRules.of("xasx", "Australia/Sydney", LocalTime.of(10, 0), LocalTime.of(16, 0));
        assertThat(sessions(sydney, "2024-04-05", "2024-04-08"))
                .containsExactly(
                        "2024-04-05 2024-04-04T23:00:00Z/2024-04-05T05:00:00Z",
                        "2024-04-08 2024-04-08T00:00:00Z/2024-04-08T06:00:00Z");
    }

    @Test
    void shouldOpenOnTheDayBeforeIfTheCloseIsNotLater() {
        // Monday's session opens on Sunday; on 2024-03-10 the clocks went forward at 02:00, long before.
        assertThat(sessions(CHICAGO, "2024-03-08", "2024-03-12"))
                .containsExactly(
                        "2024-03-08 2024-03-07T23:00:00Z/2024-03-08T22:00:00Z",
                        "2024-03-11 2024-03-10T22:00:00Z/2024-03-11T21:00:00Z",
                        "2024-03-12 2024-03-11T22:00:00Z/2024-03-12T21:00:00Z");

        SessionRules aroundTheClock =
                SessionRules.of("fx", "America/New_York", LocalTime.of(17, 0), LocalTime.of(17, 0));
        assertThat(sessions(aroundTheClock, "2024-07-01", "2024-07-02"))
                .containsExactly(
                        "2024-07-01 2024-06-30T21:00:00Z/2024-07-01T21:00:00Z",
                        "2024-07-02 2024-07-01T21:00:00Z/2024-07-02T21:00:00Z");
    }

    @Test
    void shouldEndTheTradingDateWithAMidnightClose() {
        SessionRules evening = SessionRules.of("evening", "UTC", LocalTime.of(18, 0), LocalTime.MIDNIGHT);
        assertThat(sessions(evening, "2024-07-01", "2024-07-01"))
                .containsExactly("2024-07-01 2024-07-01T18:00:00Z/2024-07-02T00:00:00Z");

        SessionRules wholeDays = SessionRules.of("days", "UTC", LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                .withDays(EnumSet.allOf(DayOfWeek.class));
        assertThat(sessions(wholeDays, "2024-07-06", "2024-07-07"))
                .containsExactly(
                        "2024-07-06 2024-07-06T00:00:00Z/2024-07-07T00:00:00Z",
                        "2024-07-07 2024-07-07T00:00:00Z/2024-07-08T00:00:00Z");
    }

    @Test
    void shouldCloseEarlyOnHalfDaysAndNotOpenOnHolidays() {
        SessionRules christmas = NEW_YORK.withHolidays(List.of(date("2024-12-25"), date("2024-12-28")))
                .withHalfDays(Map.of(date("2024-12-24"), LocalTime.of(13, 0), date("2023-11-24"), LocalTime.of(13, 0)));
        assertThat(sessions(christmas, "2024-12-23", "2024-12-26"))
                .containsExactly(
                        "2024-12-23 2024-12-23T14:30:00Z/2024-12-23T21:00:00Z",
                        "2024-12-24 2024-12-24T14:30:00Z/2024-12-24T18:00:00Z",
                        "2024-12-26 2024-12-26T14:30:00Z/2024-12-26T21:00:00Z");

        // Earlier than the open of a session over night, which was on the day before.
        SessionRules overNight = CHICAGO.withHalfDays(Map.of(date("2024-12-24"), LocalTime.of(12, 15)));
        assertThat(sessions(overNight, "2024-12-24", "2024-12-24"))
                .containsExactly("2024-12-24 2024-12-23T23:00:00Z/2024-12-24T18:15:00Z");
    }

    @Test
    void shouldMoveASkippedTimeLaterAndTakeTheFirstOfTwo() {
        SessionRules night = SessionRules.of("night", "Europe/Berlin", LocalTime.of(2, 30), LocalTime.of(12, 0))
                .withDays(Set.of(DayOfWeek.SUNDAY));
        assertThat(sessions(night, "2024-03-31", "2024-03-31"))
                .as("02:30 is skipped and becomes 03:30 CEST")
                .containsExactly("2024-03-31 2024-03-31T01:30:00Z/2024-03-31T10:00:00Z");
        assertThat(sessions(night, "2024-10-27", "2024-10-27"))
                .as("the 02:30 of summer time")
                .containsExactly("2024-10-27 2024-10-27T00:30:00Z/2024-10-27T11:00:00Z");
    }

    @Test
    void shouldRefuseWhatAChangeOfTheClockLeavesWithoutLengthOrOverlapping() {
        SessionRules skipped = SessionRules.of("night", "Europe/Berlin", LocalTime.of(2, 15), LocalTime.of(3, 0))
                .withDays(Set.of(DayOfWeek.SUNDAY));
        assertThatThrownBy(() ->
                        skipped.between(date("2024-03-24"), date("2024-04-07")).expand())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calendar 'night': the session of 2024-03-31 has no length, as the clocks of Europe/Berlin"
                        + " change; make it a holiday, or choose other times");

        // The close of 02:30 is moved to 03:30, by which time the next session has opened.
        SessionRules overlapping = SessionRules.of("all", "Europe/Berlin", LocalTime.of(3, 0), LocalTime.of(2, 30))
                .withDays(EnumSet.allOf(DayOfWeek.class));
        assertThatThrownBy(() -> overlapping
                        .between(date("2024-03-24"), date("2024-04-07"))
                        .expand())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calendar 'all': the session of 2024-04-01 opens at 2024-03-31T01:00:00Z, before the one"
                        + " before closes at 2024-03-31T01:30:00Z, as the clocks of Europe/Berlin change; make it a"
                        + " holiday, or choose other times");
    }

    @Test
    void shouldCoverEveryTimeOfAnEventByDefault() {
        SessionCalendar calendar = NEW_YORK.expand();

        assertThat(calendar).hasToString("xnys: 28699 sessions, 1990-01-01 to 2099-12-31");
        assertThat(NEW_YORK.withDays(EnumSet.allOf(DayOfWeek.class)).expand().sessionCount())
                .isLessThan(SessionCalendar.SESSION_COUNT_MAX);
    }

    @Test
    void shouldNameTheNearestZones() {
        assertThatThrownBy(() -> zone("America/NewYork"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no time zone is called 'America/NewYork'; the nearest are America/New_York");
        assertThatThrownBy(() -> zone("new york"))
                .hasMessage("no time zone is called 'new york'; the nearest are America/New_York");
        assertThatThrownBy(() -> zone("chicago")).hasMessageContaining("; the nearest are America/Chicago");
        assertThatThrownBy(() -> zone("London")).hasMessageContaining("; the nearest are Europe/London");
        assertThatThrownBy(() -> zone("somewhere else"))
                .hasMessage("no time zone is called 'somewhere else'; it is a name such as America/New_York or UTC, or"
                        + " an offset such as +09:00");
        assertThat(zone("+05:30").zone()).hasToString("+05:30");
    }

    private static SessionRules zone(String name) {
        return SessionRules.of("zone", name, LocalTime.of(9, 0), LocalTime.of(17, 0));
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnce() {
        SessionRules wrong = NEW_YORK.withDays(Set.of())
                .withHolidays(List.of(date("2024-07-04")))
                .withHalfDays(Map.of(date("2024-07-04"), LocalTime.of(13, 0)))
                .between(date("2024-12-31"), date("2024-01-01"));

        assertThatThrownBy(wrong::expand)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "calendar 'xnys': there is no trading day of the week; name at least one; from 2024-12-31 is"
                                + " after to 2024-01-01; the half day 2024-07-04 is a holiday; keep one of the two");
    }

    @Test
    void shouldRefuseHalfDaysThatAreNone() {
        assertProblem(
                NEW_YORK.withHalfDays(Map.of(date("2024-07-06"), LocalTime.of(13, 0))),
                "the half day 2024-07-06 is a Saturday, which is no trading day of the week");
        assertProblem(
                NEW_YORK.withHalfDays(Map.of(date("2024-07-03"), LocalTime.of(16, 0))),
                "the half day 2024-07-03 closes at 16:00, which is not before the regular close 16:00");
        assertProblem(
                NEW_YORK.withHalfDays(Map.of(date("2024-07-03"), LocalTime.MIDNIGHT)),
                "the half day 2024-07-03 closes at 00:00, which is not before the regular close 16:00");
        assertProblem(
                NEW_YORK.withHalfDays(Map.of(date("2024-07-03"), LocalTime.of(9, 30))),
                "the half day 2024-07-03 closes at 09:30, which is not after the open 09:30");
        assertProblem(
                CHICAGO.withHalfDays(Map.of(date("2024-07-03"), LocalTime.of(16, 30))),
                "the half day 2024-07-03 closes at 16:30, which is not before the regular close 16:00");
        assertProblem(
                NEW_YORK.withHalfDays(Map.of(date("2024-07-03"), LocalTime.of(13, 0, 0, 1))),
                "the half day 2024-07-03 must close at a whole second, not at 13:00:00.000000001");
    }

    @Test
    void shouldRefuseRangesAndTimesThatMakeNoCalendar() {
        assertProblem(
                NEW_YORK.between(date("1600-01-01"), date("2024-01-01")),
                "from 1600-01-01 to 2024-01-01 is not within the years 1678 to 2261");
        assertProblem(
                NEW_YORK.between(LocalDate.MIN, LocalDate.MAX),
                "from -999999999-01-01 to +999999999-12-31 is not within the years 1678 to 2261");
        assertProblem(
                SessionRules.of("fine", "UTC", LocalTime.of(9, 0, 0, 1), LocalTime.of(17, 0)),
                "open 09:00:00.000000001 and close 17:00 must be whole seconds");
        assertProblem(SessionRules.of(" ", "UTC", LocalTime.of(9, 0), LocalTime.of(17, 0)), "the name is blank");

        assertThatThrownBy(() ->
                        NEW_YORK.between(date("2024-07-06"), date("2024-07-07")).expand())
                .hasMessage("calendar 'xnys': from 2024-07-06 to 2024-07-07 there is no session");
        assertThatThrownBy(() ->
                        NEW_YORK.between(date("1700-01-01"), date("2200-01-01")).expand())
                .hasMessage(
                        "calendar 'xnys': from 1700-01-01 to 2200-01-01 there are more than 50000 sessions; choose a"
                                + " shorter range");
    }

    private static void assertProblem(SessionRules rules, String problem) {
        assertThat(rules.problems()).containsExactly(problem);
        assertThatThrownBy(rules::expand)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calendar '" + rules.name() + "': " + problem);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static List<String> sessions(SessionRules rules, String from, String to) {
        SessionCalendar calendar = rules.between(date(from), date(to)).expand();
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < calendar.sessionCount(); i++) {
            sessions.add(LocalDate.ofEpochDay(calendar.tradingDay(i)) + " " + EpochTime.toInstant(calendar.openNs(i))
                    + "/" + EpochTime.toInstant(calendar.closeNs(i)));
        }
        return sessions;
    }
}
