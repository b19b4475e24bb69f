// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.time.EpochTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Writes and reads the form that {@link SessionCalendar#toText} describes. Used once, by one thread. */
final class SessionText {
    private static final String HEADER = "sessions 1\n";
    private static final String CHECK = "crc32c ";
    private static final int CHECK_LENGTH = CHECK.length() + 8;

    /** Longer than the text of any calendar, even if each session takes a line of its own. */
    private static final int LENGTH_MAX = 40 * SessionCalendar.SESSION_COUNT_MAX;

    /** The longest gap that is one digit. */
    private static final int GAP_MAX = 9;

    private static final int SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

    private static final String CLOCK = "([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?";
    private static final Pattern RUN =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}) ([+-])" + CLOCK + " " + CLOCK + "(?: ([1-9]+))?");

    private final String name;

    private long[] openNs = new long[256];
    private long[] closeNs = new long[openNs.length];
    private int[] tradingDay = new int[openNs.length];
    private int count;

    SessionText(String name) {
        this.name = name;
    }

    String format(SessionCalendar calendar) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int first = 0; first < calendar.sessionCount(); ) {
            int end = first + 1;
            while (end < calendar.sessionCount() && isRun(calendar, end)) {
                end++;
            }
            formatRun(text, calendar, first, end);
            first = end;
        }
        return text.append(check(text)).append('\n').toString();
    }

    /** Whether a session may stand in the run of the one before it. */
    private static boolean isRun(SessionCalendar calendar, int session) {
        return openSecond(calendar, session) == openSecond(calendar, session - 1)
                && lengthSeconds(calendar, session) == lengthSeconds(calendar, session - 1)
                && gap(calendar, session) <= GAP_MAX;
    }

    private static void formatRun(StringBuilder text, SessionCalendar calendar, int first, int end) {
        long open = openSecond(calendar, first);
        text.append(LocalDate.ofEpochDay(calendar.tradingDay(first)));
        formatClock(text.append(open < 0 ? " -" : " +"), Math.abs(open));
        formatClock(text.append(' '), lengthSeconds(calendar, first));
        text.append(end > first + 1 ? " " : "");
        for (int session = first + 1; session < end; session++) {
            text.append(gap(calendar, session));
        }
        text.append('\n');
    }

    private static void formatClock(StringBuilder text, long seconds) {
        text.append(seconds / SECONDS_PER_HOUR).append(':');
        twoDigits(text, seconds / 60 % 60);
        if (seconds % 60 != 0) {
            twoDigits(text.append(':'), seconds % 60);
        }
    }

    private static void twoDigits(StringBuilder text, long number) {
        text.append(number < 10 ? "0" : "").append(number);
    }

    private static long openSecond(SessionCalendar calendar, int session) {
        return calendar.openNs(session) / EpochTime.NS_PER_SECOND - calendar.tradingDay(session) * SECONDS_PER_DAY;
    }

    private static long lengthSeconds(SessionCalendar calendar, int session) {
        return (calendar.closeNs(session) - calendar.openNs(session)) / EpochTime.NS_PER_SECOND;
    }

    private static int gap(SessionCalendar calendar, int session) {
        return calendar.tradingDay(session) - calendar.tradingDay(session - 1);
    }

    /** The line that protects a text. */
    private static String check(CharSequence text) {
        CRC32C crc = new CRC32C();
        crc.update(text.toString().getBytes(UTF_8));
        return CHECK + String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    SessionCalendar parse(String written) {
        if (written.length() > LENGTH_MAX) {
            throw damaged("it has " + written.length() + " characters, and no calendar has more than " + LENGTH_MAX);
        }
        if (!written.startsWith(HEADER)) {
            throw damaged("it does not begin with '" + HEADER.strip() + "'");
        }
        String text = written.stripTrailing();
        int end = text.length() - CHECK_LENGTH;
        if (end < HEADER.length() || !text.startsWith(CHECK, end)) {
            throw damaged("it does not end with '" + CHECK + "' and eight digits, so its end is missing");
        }
        String expected = check(text.substring(0, end));
        if (!text.endsWith(expected)) {
            throw damaged("its checksum is '" + expected + "', and it says '" + text.substring(end) + "'");
        }
        String[] lines = text.substring(HEADER.length(), end).split("\n");
        for (int i = 0; i < lines.length; i++) {
            parseRun(lines[i], i + 2);
        }
        return SessionCalendar.of(
                name, Arrays.copyOf(openNs, count), Arrays.copyOf(closeNs, count), Arrays.copyOf(tradingDay, count));
    }

    private void parseRun(String line, int lineNumber) {
        Matcher run = RUN.matcher(line);
        if (!run.matches()) {
            throw damaged("line " + lineNumber + " is not of the form '2024-03-04 +14:30 6:30 11113'");
        }
        int day;
        try {
            day = (int) LocalDate.parse(run.group(1)).toEpochDay();
        } catch (DateTimeException e) {
            throw damaged("line " + lineNumber + " begins with " + run.group(1) + ", which is no date");
        }
        long open = (run.group(2).equals("-") ? -1 : 1) * parseClock(run, 3);
        long length = parseClock(run, 6);
        String gaps = run.group(9) == null ? "" : run.group(9);
        add(day, open, length, lineNumber);
        for (int i = 0; i < gaps.length(); i++) {
            day += gaps.charAt(i) - '0';
            add(day, open, length, lineNumber);
        }
    }

    private static long parseClock(Matcher run, int group) {
        String seconds = run.group(group + 2);
        return Integer.parseInt(run.group(group)) * SECONDS_PER_HOUR
                + Integer.parseInt(run.group(group + 1)) * 60
                + (seconds == null ? 0 : Integer.parseInt(seconds));
    }

    private void add(int day, long openSecond, long lengthSeconds, int lineNumber) {
        if (count == SessionCalendar.SESSION_COUNT_MAX) {
            throw damaged("line " + lineNumber + " goes beyond " + count + " sessions");
        }
        if (count == openNs.length) {
            openNs = Arrays.copyOf(openNs, 2 * count);
            closeNs = Arrays.copyOf(closeNs, 2 * count);
            tradingDay = Arrays.copyOf(tradingDay, 2 * count);
        }
        try {
            openNs[count] = Math.multiplyExact(day * SECONDS_PER_DAY + openSecond, EpochTime.NS_PER_SECOND);
            closeNs[count] = Math.addExact(openNs[count], lengthSeconds * EpochTime.NS_PER_SECOND);
        } catch (ArithmeticException e) {
            throw damaged("line " + lineNumber + " has times outside the years 1678 to 2261");
        }
        tradingDay[count++] = day;
    }

    private IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException("the text of calendar '" + name + "' is damaged: " + how);
    }
}
