// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "SECONDS,  1385346600,               1385346600000000000",
        "SECONDS,  1385346600.000000001,     1385346600000000001",
        "MILLIS,   1385346600123,            1385346600123000000",
        "MICROS,   1385346600123456,         1385346600123456000",
        "NANOS,    1385346600123456789,      1385346600123456789",
        "ISO_8601, 2013-11-25T02:30:00Z,     1385346600000000000",
        "ISO_8601, 2013-11-25T03:30:00+01:00,1385346600000000000",
        "SECONDS,  631152000,                631152000000000000",
        "SECONDS,  4102444800,               4102444800000000000"
    })
    void shouldReadATime(TimeFormat format, String text, long timeNs) {
        assertThat(format.parseNs(text)).isEqualTo(timeNs);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS,  631151999.999999999,    is out of range",
        "SECONDS,  4102444800.000000001,   is out of range",
        "SECONDS,  1385346600000,          is out of range",
        "SECONDS,  1385346600.0000000001,  is finer than a nanosecond",
        "NANOS,    1385346600000000000.5,  is finer than a nanosecond",
        "MILLIS,   '',                     is not a number",
        "MICROS,   1e15,                   is not a number",
        "ISO_8601, 2013-11-25T02:30:00,    is not a date and time",
        "ISO_8601, 9999-11-25T02:30:00Z,   is out of range",
        "ISO_8601, 1385346600,             is not a date and time"
    })
    void shouldSayWhatIsWrong(TimeFormat format, String text, String what) {
        assertThatThrownBy(() -> format.parseNs(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(what);
    }
}
