// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.Timeframe;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCalendarTest {
    private static final long H1 = Timeframe.parse("1h");
    private static final long D1 = Timeframe.parse("1d");
    private static final long W1 = Timeframe.parse("1w");

    /** Three weeks in New York; the second begins with a holiday and with summer time, the third has four days. */
    private final SessionCalendar calendar = SessionRules.of(
                    "xnys", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0))
            .withHolidays(List.of(LocalDate.of(2024, 3, 11), LocalDate.of(2024, 3, 22)))
            .between(LocalDate.of(2024, 3, 6), LocalDate.of(2024, 3, 22))
            .expand();

    @Test
    void shouldFindTheSessionOfAnInstant() {
        long openNs = at("2024-03-06T14:30:00Z");
        long closeNs = at("2024-03-06T21:00:00Z");

        assertThat(calendar.sessionAt(openNs - 1)).isEqualTo(SessionCalendar.NO_SESSION);
        assertThat(calendar.sessionAt(openNs)).isZero();
        assertThat(calendar.sessionAt(closeNs - 1)).isZero();
        assertThat(calendar.sessionAt(closeNs)).isEqualTo(SessionCalendar.NO_SESSION);
        assertThat(calendar.sessionAt(Long.MIN_VALUE)).isEqualTo(SessionCalendar.NO_SESSION);
        assertThat(calendar.sessionAt(Long.MAX_VALUE)).isEqualTo(SessionCalendar.NO_SESSION);

        assertThat(calendar.firstSessionAtOrAfter(Long.MIN_VALUE)).isZero();
        assertThat(calendar.firstSessionAtOrAfter(openNs)).isZero();
        assertThat(calendar.firstSessionAtOrAfter(openNs + 1)).isEqualTo(1);
        assertThat(calendar.firstSessionAtOrAfter(Long.MAX_VALUE)).isEqualTo(calendar.sessionCount());
    }

    @Test
    void shouldCountBarsFromTheOpenAndCutTheLastAtTheClose() {
        assertBar(H1, "2024-03-06T15:00:00Z", "2024-03-06T14:30:00Z", "2024-03-06T15:30:00Z");
        assertBar(H1, "2024-03-06T15:30:00Z", "2024-03-06T15:30:00Z", "2024-03-06T16:30:00Z");
        assertBar(H1, "2024-03-06T20:59:59Z", "2024-03-06T20:30:00Z", "2024-03-06T21:00:00Z");
        assertThat(calendar.nextBarOpenNs(at("2024-03-06T20:30:00Z"), H1)).isEqualTo(at("2024-03-07T14:30:00Z"));
        assertThat(calendar.nextBarOpenNs(at("2024-03-08T20:30:00Z"), H1))
                .as("over a weekend, a holiday and the change to summer time")
                .isEqualTo(at("2024-03-12T13:30:00Z"));
        assertBar(H1, "2024-03-12T14:29:59Z", "2024-03-12T13:30:00Z", "2024-03-12T14:30:00Z");
    }

    @Test
    void shouldMakeADayOfASession() {
        assertBar(D1, "2024-03-08T18:00:00Z", "2024-03-08T14:30:00Z", "2024-03-08T21:00:00Z");
        assertThat(calendar.nextBarOpenNs(at("2024-03-08T14:30:00Z"), D1)).isEqualTo(at("2024-03-12T13:30:00Z"));
    }

    @Test
    void shouldMakeAWeekOfItsTradingDates() {
        assertBar(W1, "2024-03-07T18:00:00Z", "2024-03-06T14:30:00Z", "2024-03-08T21:00:00Z");
        assertThat(calendar.nextBarOpenNs(at("2024-03-06T14:30:00Z"), W1)).isEqualTo(at("2024-03-12T13:30:00Z"));
        assertBar(W1, "2024-03-15T18:00:00Z", "2024-03-12T13:30:00Z", "2024-03-15T20:00:00Z");
        assertBar(W1, "2024-03-18T18:00:00Z", "2024-03-18T13:30:00Z", "2024-03-21T20:00:00Z");
    }

    @Test
    void shouldPutASundayEveningIntoTheWeekOfItsTradingDate() {
        SessionCalendar cme = SessionRules.of("cme", "America/Chicago", LocalTime.of(17, 0), LocalTime.of(16, 0))
                .between(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 7, 12))
                .expand();
        long sundayNs = at("2024-07-07T23:00:00Z");

        assertThat(cme.barOpenNs(sundayNs, W1)).isEqualTo(at("2024-07-07T22:00:00Z"));
        assertThat(cme.barCloseNs(sundayNs, W1)).isEqualTo(at("2024-07-12T21:00:00Z"));
    }

    @Test
    void shouldHaveNoBarOutsideTheSessionsNorAfterTheLast() {
        long[] outside = {at("2024-03-06T14:29:59Z"), at("2024-03-06T21:00:00Z"), at("2024-03-09T16:00:00Z")};
        for (long timeNs : outside) {
            for (long timeframeNs : new long[] {H1, D1, W1}) {
                assertThat(calendar.barOpenNs(timeNs, timeframeNs)).isEqualTo(SessionCalendar.NONE);
                assertThat(calendar.barCloseNs(timeNs, timeframeNs)).isEqualTo(SessionCalendar.NONE);
                assertThat(calendar.nextBarOpenNs(timeNs, timeframeNs)).isEqualTo(SessionCalendar.NONE);
            }
        }
        assertThat(calendar.nextBarOpenNs(at("2024-03-21T18:30:00Z"), H1)).isEqualTo(at("2024-03-21T19:30:00Z"));
        assertThat(calendar.nextBarOpenNs(at("2024-03-21T19:30:00Z"), H1)).isEqualTo(SessionCalendar.NONE);
        assertThat(calendar.nextBarOpenNs(at("2024-03-21T13:30:00Z"), D1)).isEqualTo(SessionCalendar.NONE);
        assertThat(calendar.nextBarOpenNs(at("2024-03-18T13:30:00Z"), W1)).isEqualTo(SessionCalendar.NONE);
    }

    @Test
    void shouldSayWhichTimeframesAlignToSessions() {
        for (String timeframe : List.of("1s", "7m", "1h", "23h", "24h", "1d", "1w", "7d")) {
            assertThatCode(() -> SessionCalendar.checkTimeframe(Timeframe.parse(timeframe)))
                    .as(timeframe)
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> SessionCalendar.checkTimeframe(Timeframe.parse("2d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars of 2d do not align to sessions; with a calendar a timeframe is at most 1d, which is"
                        + " the session, or it is 1w");
        assertThatThrownBy(() -> SessionCalendar.checkTimeframe(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotFollowTheArraysItWasMadeOf() {
        long[] openNs = {at("2024-03-06T14:30:00Z")};
        long[] closeNs = {at("2024-03-06T21:00:00Z")};
        int[] tradingDay = {(int) LocalDate.of(2024, 3, 6).toEpochDay()};
        SessionCalendar copied = SessionCalendar.of("copied", openNs, closeNs, tradingDay);
        openNs[0]++;

        assertThat(copied.openNs(0)).isEqualTo(at("2024-03-06T14:30:00Z"));
        assertThat(copied.closeNs(0)).isEqualTo(closeNs[0]);
        assertThat(copied.tradingDay(0)).isEqualTo(tradingDay[0]);
    }

    @Test
    void shouldRefuseInstantsThatMakeNoCalendar() {
        assertRefused("calendar 'c' has 0 opens, 0 closes and 0 trading dates; it needs as many of each, at least one");
        assertRefused(
                "session 0 of 2024-03-06: it closes at 2024-03-06T14:00:00Z, not after it opens at"
                        + " 2024-03-06T14:00:00Z",
                "2024-03-06 2024-03-06T14:00:00Z 2024-03-06T14:00:00Z");
        assertRefused(
                "it is longer than 2d, from 2024-03-04T00:00:00Z to 2024-03-06T14:00:00Z",
                "2024-03-06 2024-03-04T00:00:00Z 2024-03-06T14:00:00Z");
        assertRefused(
                "it opens or closes within a second, at 2024-03-06T14:00:00Z and 2024-03-06T15:00:00.000000001Z",
                "2024-03-06 2024-03-06T14:00:00Z 2024-03-06T15:00:00.000000001Z");
        assertRefused(
                "it closes at 2024-03-06T14:00:00Z, which is on its trading date nowhere",
                "2024-03-08 2024-03-06T13:00:00Z 2024-03-06T14:00:00Z");
        assertRefused(
                "session 1 of 2024-03-06: its trading date is not after that of the session before, 2024-03-06",
                "2024-03-06 2024-03-06T09:00:00Z 2024-03-06T12:00:00Z",
                "2024-03-06 2024-03-06T13:00:00Z 2024-03-06T17:00:00Z");
        assertRefused(
                "session 1 of 2024-03-07: it opens at 2024-03-06T11:59:59Z, before the session before closes at"
                        + " 2024-03-06T12:00:00Z",
                "2024-03-06 2024-03-06T09:00:00Z 2024-03-06T12:00:00Z",
                "2024-03-07 2024-03-06T11:59:59Z 2024-03-07T10:00:00Z");
        assertThatThrownBy(() -> SessionCalendar.of(" ", new long[1], new long[1], new int[1]))
                .hasMessage("the name of a session calendar is blank");
        int tooMany = SessionCalendar.SESSION_COUNT_MAX + 1;
        assertThatThrownBy(() -> SessionCalendar.of("c", new long[tooMany], new long[tooMany], new int[tooMany]))
                .hasMessage("calendar 'c' has 50001 sessions; it may have 50000");
        assertThatThrownBy(() ->
                        SessionCalendar.of("c", new long[] {Long.MIN_VALUE}, new long[] {Long.MAX_VALUE}, new int[1]))
                .hasMessageContaining("it is longer than 2d");
        assertThatThrownBy(() -> SessionCalendar.of(
                        "c", new long[1], new long[] {EpochTime.NS_PER_SECOND}, new int[] {Integer.MAX_VALUE}))
                .hasMessageContaining("which is on its trading date nowhere");
    }

    private static void assertRefused(String message, String... sessions) {
        long[] openNs = new long[sessions.length];
        long[] closeNs = new long[sessions.length];
        int[] tradingDay = new int[sessions.length];
        for (int i = 0; i < sessions.length; i++) {
            String[] parts = sessions[i].split(" ");
            tradingDay[i] = (int) LocalDate.parse(parts[0]).toEpochDay();
            openNs[i] = at(parts[1]);
            closeNs[i] = at(parts[2]);
        }
        assertThatThrownBy(() -> SessionCalendar.of("c", openNs, closeNs, tradingDay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("calendar 'c'")
                .hasMessageContaining(message);
    }

    private void assertBar(long timeframeNs, String instant, String open, String close) {
        long openNs = calendar.barOpenNs(at(instant), timeframeNs);
        assertThat(EpochTime.format(openNs)).isEqualTo(EpochTime.format(at(open)));
        assertThat(EpochTime.format(calendar.barCloseNs(openNs, timeframeNs))).isEqualTo(EpochTime.format(at(close)));
        assertThat(calendar.barCloseNs(at(instant), timeframeNs)).isEqualTo(at(close));
    }

    private static long at(String instant) {
        return EpochTime.parse(instant);
    }
}
