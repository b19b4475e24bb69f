// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {
    @ParameterizedTest
    @CsvSource({
        "ES, ES",
        "BTC/USD, BTC/USD",
        "BRK.B, BRK%2EB",
        "ES Z6, ES%20Z6",
        "a*, a%2A",
        ">, %3E",
        "100%, 100%25",
        "é, %C3%A9",
        "$JS, %24JS",
        "'', %"
    })
    void shouldWriteANameAsOneToken(String name, String token) {
        assertThat(Subjects.token(name)).isEqualTo(token);
        assertThat(Subjects.name(token)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%4", "%4G", "%2e", "%41", "a.b", "é", "%FF", "a b", "x%", "%%"})
    void shouldRefuseWhatIsNoToken(String token) {
        assertThatThrownBy(() -> Subjects.name(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + token + "' is not the token of a name");
    }

    @Test
    void shouldRefuseHalfASurrogatePair() {
        assertThatThrownBy(() -> Subjects.token("\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a surrogate pair");
    }

    @Test
    void shouldNameOutputsBySymbolNodeAndOutput() {
        assertThat(Subjects.indicators(Subjects.channel("ES", "fast"))).isEqualTo("indicators.ES.fast");
        assertThat(Subjects.indicators(Subjects.channel("BRK.B", "macd.signal")))
                .isEqualTo("indicators.BRK%2EB.macd.signal");
        assertThat(Subjects.indicators(Subjects.channel("", "spread"))).isEqualTo("indicators.spread");
        assertThat(Subjects.dashboard(Subjects.channel("ES", "fast"))).isEqualTo("dashboard.stream.ES.fast");
    }

    @Test
    void shouldNameEverythingElse() {
        assertThat(Subjects.trades("ES Z6")).isEqualTo("md.trade.ES%20Z6");
        assertThat(Subjects.quotes("ES")).isEqualTo("md.quote.ES");
        assertThat(Subjects.depth("ES")).isEqualTo("md.depth.ES");
        assertThat(Subjects.candles("5m", "ES")).isEqualTo("md.candle.5m.ES");
        assertThat(Subjects.signals("ES")).isEqualTo("strategy.signals.ES");
        assertThat(Subjects.signals("")).isEqualTo("strategy.signals.%");
        assertThat(Subjects.status("e.1")).isEqualTo("engine.status.e%2E1");
        assertThat(Subjects.faults("e1")).isEqualTo("engine.faults.e1");
    }
}
