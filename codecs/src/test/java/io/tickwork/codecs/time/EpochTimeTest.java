// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochTimeTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000000000Z",
        "1, 1970-01-01T00:00:00.000000001Z",
        "-1, 1969-12-31T23:59:59.999999999Z",
        "1385409600000000000, 2013-11-25T20:00:00.000000000Z",
        "9223372036854775807, 2262-04-11T23:47:16.854775807Z",
        "-9223372036854775808, 1677-09-21T00:12:43.145224192Z",
    })
    void shouldWriteAndReadNineDecimals(long epochNs, String text) {
        assertThat(EpochTime.format(epochNs)).isEqualTo(text);
        assertThat(EpochTime.parse(text)).isEqualTo(epochNs);
    }

    @Test
    void shouldReadWhatItWrote() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            long epochNs = random.nextLong();
            assertThat(EpochTime.parse(EpochTime.format(epochNs)))
                    .as("seed %d", SEED)
                    .isEqualTo(epochNs);
        }
    }

    @Test
    void shouldReadAnOffset() {
        assertThat(EpochTime.parse("1970-01-01T01:00:01+01:00")).isEqualTo(EpochTime.NS_PER_SECOND);
    }

    @Test
    void shouldRefuseATimeWithoutOffsetAndATimeOutOfRange() {
        assertThatThrownBy(() -> EpochTime.parse("1970-01-01T00:00:00")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> EpochTime.parse("2262-04-11T23:47:16.854775808Z"))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> EpochTime.parse("1677-09-21T00:12:43.145224191Z"))
                .isInstanceOf(ArithmeticException.class);
    }
}
