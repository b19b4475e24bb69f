// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.price.DecimalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochUnitTest {
    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1385409600, 1385409600000000000",
        "SECONDS, 1385409600.000000001, 1385409600000000001",
        "SECONDS, -0.5, -500000000",
        "MILLIS, 1385409600123.5, 1385409600123500000",
        "MICROS, 1385409600123456, 1385409600123456000",
        "NANOS, 9223372036854775807, 9223372036854775807",
    })
    void shouldReadNanosecondsExactly(EpochUnit unit, String text, long expectedNs) {
        assertThat(unit.parseNs(text)).isEqualTo(expectedNs);
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, 1.0000000001", "NANOS, 0.1", "SECONDS, 9223372037", "MILLIS, now"})
    void shouldRefuseWhatIsNoExactNanosecond(EpochUnit unit, String text) {
        assertThatThrownBy(() -> unit.parseNs(text)).isInstanceOf(DecimalException.class);
    }

    @Test
    void shouldConvertWholeUnitsOrFail() {
        for (EpochUnit unit : EpochUnit.values()) {
            long greatest = Long.MAX_VALUE / unit.lengthNs();
            assertThat(unit.toNs(greatest)).isEqualTo(unit.parseNs(Long.toString(greatest)));
            if (unit != EpochUnit.NANOS) {
                assertThatThrownBy(() -> unit.toNs(greatest + 1)).isInstanceOf(ArithmeticException.class);
            }
        }
    }
}
