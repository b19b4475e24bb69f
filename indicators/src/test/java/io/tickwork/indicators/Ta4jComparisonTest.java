// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.indicators.average.Ema;
import io.tickwork.indicators.average.Sma;
import io.tickwork.indicators.momentum.Rsi;
import io.tickwork.indicators.volatility.Atr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

/** The comparison itself, on types that TA-Lib has as well. */
class Ta4jComparisonTest {
    /** Without those that stand still for long: there a rest of rounding decides. */
    static List<Series> series() {
        return Series.all().stream()
                .filter(series -> series.flatCountMax() <= 12 && series.length() > 200)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAgreeOnWindows(Series series) {
        Ta4jComparison.of(series, Sma.TYPE, Map.of("period", 20))
                .from(19)
                .output("value", bars -> new SMAIndicator(new ClosePriceIndicator(bars), 20))
                .compare();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAgreeOnWhatSmoothesOnceItHasConverged(Series series) {
        Ta4jComparison.of(series, Ema.TYPE, Map.of("period", 10))
                .output("value", bars -> new EMAIndicator(new ClosePriceIndicator(bars), 10))
                .compare();
        Ta4jComparison.of(series, Rsi.TYPE, Map.of("period", 5))
                .output("value", bars -> new RSIIndicator(new ClosePriceIndicator(bars), 5))
                .compare();
        Ta4jComparison.of(series, Atr.TYPE, Map.of("period", 5))
                .output("value", bars -> new ATRIndicator(bars, 5))
                .compare();
    }

    @Test
    void shouldSeeADifference() {
        assertThatThrownBy(() -> Ta4jComparison.of(Series.apple(), Sma.TYPE, Map.of("period", 20))
                        .output("value", bars -> new SMAIndicator(new ClosePriceIndicator(bars), 21))
                        .compare())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at 160: ours");
    }
}
