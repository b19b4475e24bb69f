// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeframeTest {
    @ParameterizedTest
    @CsvSource({
        "1s, 1",
        "59s, 59",
        "1m, 60",
        "5m, 300",
        "90m, 5400",
        "1h, 3600",
        "4h, 14400",
        "1d, 86400",
        "6d, 518400",
        "1w, 604800",
        "604799s, 604799"
    })
    void shouldReadAndWriteItsShortestText(String text, long seconds) {
        long lengthNs = seconds * EpochTime.NS_PER_SECOND;
        assertThat(Timeframe.parse(text)).isEqualTo(lengthNs);
        assertThat(Timeframe.format(lengthNs)).isEqualTo(text);
    }

    @Test
    void shouldWriteInTheLongestUnit() {
        assertThat(Timeframe.format(Timeframe.parse("60s"))).isEqualTo("1m");
        assertThat(Timeframe.format(Timeframe.parse("168h"))).isEqualTo("1w");
    }

    @Test
    void shouldReadWhatItWroteForEveryLength() {
        for (long lengthNs = Timeframe.MIN_NS; lengthNs <= Timeframe.MAX_NS; lengthNs += Timeframe.MIN_NS) {
            if (Timeframe.parse(Timeframe.format(lengthNs)) != lengthNs) {
                assertThat(Timeframe.format(lengthNs)).isEqualTo(lengthNs + " ns");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "5",
                "0m",
                "05m",
                "-5m",
                "+5m",
                "5 m",
                "5M",
                "1x",
                "2w",
                "8d",
                "604801s",
                "1.5h",
                "99999999999999999999s",
                "5mm"
            })
    void shouldRefuseWhatIsNoTimeframe(String text) {
        assertThatThrownBy(() -> Timeframe.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": " + text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 1_000_000_001L, Timeframe.MAX_NS + Timeframe.MIN_NS, Long.MIN_VALUE})
    void shouldRefuseALengthThatIsNoTimeframe(long lengthNs) {
        assertThat(Timeframe.isValid(lengthNs)).isFalse();
        assertThatThrownBy(() -> Timeframe.format(lengthNs)).hasMessage("not a timeframe: lengthNs=" + lengthNs);
    }
}
