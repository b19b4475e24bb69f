// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import io.tickwork.codecs.time.EpochTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a venue trades, in its local time: one session for each trading date.
 *
 * <pre>{@code
 * SessionCalendar calendar = SessionRules.of("xnys", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0))
 *         .withHolidays(List.of(LocalDate.of(2024, 12, 25)))
 *         .withHalfDays(Map.of(LocalDate.of(2024, 12, 24), LocalTime.of(13, 0)))
 *         .between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
 *         .expand();
 * }</pre>
 *
 * <p><b>Over night.</b> A session that opens at the time of its close or later, as 17:00 to 16:00, opens on the day
 * before its trading date. A close at midnight is the midnight that ends the trading date: from 00:00 to 00:00 is that
 * whole day.
 *
 * <p><b>Changes of the clock</b> follow {@code java.time}: a local time that the clocks skip is moved later by what
 * they skip, and of a local time that comes twice the earlier instant is taken.
 *
 * <p>Immutable, for any thread. Nothing is checked against anything else before {@link #problems} or {@link #expand}.
 *
 * @param name of the calendar, not blank.
 * @param zone whose clocks count.
 * @param open when a session opens.
 * @param close when it closes, if the day is no half day.
 * @param days of the week that are trading dates.
 * @param holidays dates that are not, whatever day of the week they are.
 * @param halfDays trading dates with an early close.
 * @param from the first date that may be a trading date.
 * @param to the last date that may be a trading date.
 */
public record SessionRules(
        String name,
        ZoneId zone,
        LocalTime open,
        LocalTime close,
        Set<DayOfWeek> days,
        SortedSet<LocalDate> holidays,
        SortedMap<LocalDate, LocalTime> halfDays,
        LocalDate from,
        LocalDate to) {
    /** Monday to Friday. */
    public static final Set<DayOfWeek> DAYS_DEFAULT =
            Collections.unmodifiableSet(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    /** With {@link #TO_DEFAULT}, the years that times of events may be in. */
    public static final LocalDate FROM_DEFAULT = LocalDate.of(1990, 1, 1);

    /** See {@link #FROM_DEFAULT}. */
    public static final LocalDate TO_DEFAULT = LocalDate.of(2099, 12, 31);

    /** Years that lie in the range of nanoseconds in 64 bits from end to end. */
    private static final int YEAR_MIN = 1678;

    private static final int YEAR_MAX = 2261;

    /** Copies the collections and refuses nulls. */
    public SessionRules {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(close, "close");
        days = Collections.unmodifiableSet(days.isEmpty() ? EnumSet.noneOf(DayOfWeek.class) : EnumSet.copyOf(days));
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(List.copyOf(holidays)));
        halfDays = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(halfDays)));
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * Rules for Monday to Friday without holidays, from {@link #FROM_DEFAULT} to {@link #TO_DEFAULT}.
     *
     * @param name of the calendar.
     * @param zone name in the time-zone database, such as {@code America/New_York}, or an offset from UTC.
     * @param open when a session opens, local time.
     * @param close when it closes, local time.
     * @return the rules.
     * @throws IllegalArgumentException if there is no such zone, with the nearest names.
     */
    public static SessionRules of(String name, String zone, LocalTime open, LocalTime close) {
        return new SessionRules(
                name,
                ZoneNames.zone(zone),
                open,
                close,
                DAYS_DEFAULT,
                Collections.emptySortedSet(),
                Collections.emptySortedMap(),
                FROM_DEFAULT,
                TO_DEFAULT);
    }

    /**
     * {@return these rules with other trading days of the week}
     *
     * @param value the days.
     */
    public SessionRules withDays(Set<DayOfWeek> value) {
        return new SessionRules(name, zone, open, close, value, holidays, halfDays, from, to);
    }

    /**
     * {@return these rules with other holidays}
     *
     * @param value dates that are no trading dates; those that would not be anyway do no harm.
     */
    public SessionRules withHolidays(Collection<LocalDate> value) {
        return new SessionRules(name, zone, open, close, days, new TreeSet<>(value), halfDays, from, to);
    }

    /**
     * {@return these rules with other half days}
     *
     * @param value trading dates and when they close; dates that are not from {@link #from} to {@link #to} do no harm.
     */
    public SessionRules withHalfDays(Map<LocalDate, LocalTime> value) {
        return new SessionRules(name, zone, open, close, days, holidays, new TreeMap<>(value), from, to);
    }

    /**
     * {@return these rules for another range of trading dates}
     *
     * @param first the first date of the range.
     * @param last the last date of the range.
     */
    public SessionRules between(LocalDate first, LocalDate last) {
        return new SessionRules(name, zone, open, close, days, holidays, halfDays, first, last);
    }

    /**
     * Everything that is wrong, as far as it shows without looking at the clock changes of the zone.
     *
     * @return a sentence for each problem; none if there is none.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add("the name is blank");
        }
        if (open.getNano() != 0 || close.getNano() != 0) {
            problems.add("open " + open + " and close " + close + " must be whole seconds");
        }
        if (days.isEmpty()) {
            problems.add("there is no trading day of the week; name at least one");
        }
        if (from.getYear() < YEAR_MIN || to.getYear() > YEAR_MAX) {
            problems.add("from " + from + " to " + to + " is not within the years " + YEAR_MIN + " to " + YEAR_MAX);
        }
        if (from.isAfter(to)) {
            problems.add("from " + from + " is after to " + to);
        }
        halfDays.forEach((date, earlyClose) -> problemsOfHalfDay(problems, date, earlyClose));
        return problems;
    }

    private void problemsOfHalfDay(List<String> problems, LocalDate date, LocalTime earlyClose) {
        if (holidays.contains(date)) {
            problems.add("the half day " + date + " is a holiday; keep one of the two");
        } else if (!days.contains(date.getDayOfWeek())) {
            problems.add("the half day " + date + " is a " + word(date.getDayOfWeek())
                    + ", which is no trading day of the week");
        }
        if (earlyClose.getNano() != 0) {
            problems.add("the half day " + date + " must close at a whole second, not at " + earlyClose);
        }
        if (secondOfClose(earlyClose) >= secondOfClose(close)) {
            problems.add("the half day " + date + " closes at " + earlyClose
                    + ", which is not before the regular close " + close);
        } else if (!isOverNight() && !earlyClose.isAfter(open)) {
            problems.add("the half day " + date + " closes at " + earlyClose + ", which is not after the open " + open);
        }
    }

    private static String word(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * Makes the calendar: the sessions of all trading dates as UTC instants, by the time-zone data of this JDK.
     *
     * @return the calendar.
     * @throws IllegalArgumentException with all {@link #problems}; or if the range holds no session, or more than
     *     {@link SessionCalendar#SESSION_COUNT_MAX}; or if a change of the clock leaves a session without length, or
     *     makes two overlap.
     */
    public SessionCalendar expand() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw refused(String.join("; ", problems));
        }
        long[] openNs = new long[SessionCalendar.SESSION_COUNT_MAX];
        long[] closeNs = new long[openNs.length];
        int[] tradingDay = new int[openNs.length];
        int count = 0;
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            if (isTradingDate(date)) {
                if (count == openNs.length) {
                    throw refused("from " + from + " to " + to + " there are more than " + count
                            + " sessions; choose a shorter range");
                }
                openNs[count] = openNs(date);
                closeNs[count] = closeNs(date);
                tradingDay[count] = (int) date.toEpochDay();
                if (closeNs[count] <= openNs[count]) {
                    throw refused("the session of " + date + " has no length, as the clocks of " + zone
                            + " change; make it a holiday, or choose other times");
                }
                if (count > 0 && openNs[count] < closeNs[count - 1]) {
                    throw refused("the session of " + date + " opens at " + EpochTime.toInstant(openNs[count])
                            + ", before the one before closes at " + EpochTime.toInstant(closeNs[count - 1])
                            + ", as the clocks of " + zone + " change; make it a holiday, or choose other times");
                }
                count++;
            }
        }
        if (count == 0) {
            throw refused("from " + from + " to " + to + " there is no session");
        }
        return SessionCalendar.of(
                name, Arrays.copyOf(openNs, count), Arrays.copyOf(closeNs, count), Arrays.copyOf(tradingDay, count));
    }

    private boolean isTradingDate(LocalDate date) {
        return days.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }

    private long openNs(LocalDate date) {
        return instantNs(date.minusDays(isOverNight() ? 1 : 0).atTime(open));
    }

    private long closeNs(LocalDate date) {
        LocalTime time = halfDays.getOrDefault(date, close);
        return instantNs(date.plusDays(time.equals(LocalTime.MIDNIGHT) ? 1 : 0).atTime(time));
    }

    private long instantNs(LocalDateTime local) {
        return EpochTime.ofInstant(local.atZone(zone).toInstant());
    }

    private boolean isOverNight() {
        return open.toSecondOfDay() >= secondOfClose(close);
    }

    /** Midnight as a close is the end of the day. */
    private static int secondOfClose(LocalTime close) {
        return close.equals(LocalTime.MIDNIGHT) ? 24 * 60 * 60 : close.toSecondOfDay();
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("calendar '" + name + "': " + why);
    }
}
