// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SessionTextTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);

    private final SessionCalendar calendar = SessionRules.of(
                    "xnys", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0))
            .withHalfDays(Map.of(LocalDate.of(2024, 3, 13), LocalTime.of(13, 0, 5)))
            .between(LocalDate.of(2024, 3, 4), LocalDate.of(2024, 3, 18))
            .expand();

    @Test
    void shouldBeReadable() {
        assertThat(calendar.toText()).isEqualTo("""
                        sessions 1
                        2024-03-04 +14:30 6:30 1111
                        2024-03-11 +13:30 6:30 1
                        2024-03-13 +13:30 3:30:05
                        2024-03-14 +13:30 6:30 13
                        crc32c cba4d32e
                        """);
        assertThat(SessionRules.of("sydney", "Australia/Sydney", LocalTime.of(10, 0), LocalTime.of(16, 0))
                        .between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1))
                        .expand()
                        .toText())
                .startsWith("sessions 1\n2024-01-01 -1:00 6:00\n");
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        assertRoundTrip(calendar);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            assertRoundTrip(RandomCalendar.next(random, 60));
        }
    }

    private static void assertRoundTrip(SessionCalendar calendar) {
        String text = calendar.toText();
        SessionCalendar read = SessionCalendar.parse(calendar.name(), text);

        assertThat(read).as("seed %d, %s", SEED, text).isEqualTo(calendar);
        assertThat(read.hashCode()).isEqualTo(calendar.hashCode());
        assertThat(read.toText()).isEqualTo(text);
    }

    @Test
    void shouldTellCalendarsApart() {
        long[] openNs = {calendar.openNs(0)};
        long[] closeNs = {calendar.closeNs(0)};
        int[] tradingDay = {calendar.tradingDay(0)};
        SessionCalendar one = SessionCalendar.of("one", openNs, closeNs, tradingDay);
        openNs[0]++;
        openNs[0] += 999_999_999;
        assertThat(SessionCalendar.of("one", openNs, closeNs, tradingDay)).isNotEqualTo(one);
        openNs[0] -= 1_000_000_000;
        closeNs[0] -= 1_000_000_000;
        assertThat(SessionCalendar.of("one", openNs, closeNs, tradingDay)).isNotEqualTo(one);
        closeNs[0] += 1_000_000_000;
        tradingDay[0]++;
        assertThat(SessionCalendar.of("one", openNs, closeNs, tradingDay)).isNotEqualTo(one);
        tradingDay[0]--;
        assertThat(SessionCalendar.of("one", openNs, closeNs, tradingDay)).isEqualTo(one);
        assertThat(SessionCalendar.of("other", openNs, closeNs, tradingDay)).isNotEqualTo(one);
    }

    @Test
    void shouldTakeFewBytesForManyYears() {
        SessionCalendar years = SessionRules.of("cme", "America/Chicago", LocalTime.of(17, 0), LocalTime.of(16, 0))
                .between(LocalDate.of(2005, 1, 1), LocalDate.of(2024, 12, 31))
                .expand();

        assertThat(years.sessionCount()).isEqualTo(5_217);
        assertThat(years.toText().length()).isLessThan(8_000);
        assertRoundTrip(years);
    }

    @Test
    void shouldNoticeEveryChangedCharacterAndEveryMissingEnd() {
        String text = calendar.toText();
        for (int i = 0; i < text.length() - 1; i++) {
            String changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            assertDamaged(changed, "the text of calendar 'xnys' is damaged: ");
            assertDamaged(text.substring(0, i), "the text of calendar 'xnys' is damaged: ");
        }
        assertThat(SessionCalendar.parse("xnys", text.stripTrailing()))
                .as("without its last line end")
                .isEqualTo(calendar);
    }

    @Test
    void shouldSayWhatIsDamaged() {
        assertDamaged("", "it does not begin with 'sessions 1'");
        assertDamaged("sessions 2\n", "it does not begin with 'sessions 1'");
        assertDamaged("sessions 1\n2024-03-04 +14:30 6:30 1", "it does not end with 'crc32c '");
        assertDamaged(
                calendar.toText().replace("6:30 1111", "6:30 1113"),
                "its checksum is 'crc32c e1be643e', and it says 'crc32c cba4d32e'");
        assertDamaged("sessions 1\n" + "x".repeat(2_000_000), "it has 2000011 characters");
        // What follows was written with these faults.
        assertDamaged(checked("2024-03-04 14:30 6:30\n"), "line 2 is not of the form");
        assertDamaged(checked("2024-03-04 +14:30 6:30\n2024-03-05 +14:60 6:30\n"), "line 3 is not of the form");
        assertDamaged(checked("2024-03-04 +14:30 6:30 10\n"), "line 2 is not of the form");
        assertDamaged(checked("\n2024-03-04 +14:30 6:30\n"), "line 2 is not of the form");
        assertDamaged(checked("2024-02-30 +14:30 6:30\n"), "line 2 begins with 2024-02-30, which is no date");
        assertDamaged(checked("2300-01-01 +14:30 6:30\n"), "line 2 has times outside the years 1678 to 2261");
        assertDamaged(
                checked("1970-01-01 +0:00 1:00 " + "1".repeat(50_000) + "\n"), "line 2 goes beyond 50000 sessions");
        assertDamaged(checked("2024-03-04 +14:30 0:00\n"), "calendar 'xnys', session 0 of 2024-03-04: it closes at");
    }

    private static void assertDamaged(String text, String how) {
        assertThatThrownBy(() -> SessionCalendar.parse("xnys", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(how);
    }

    private static String checked(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(("sessions 1\n" + lines).getBytes(UTF_8));
        return "sessions 1\n" + lines + String.format("crc32c %08x", crc.getValue());
    }
}
