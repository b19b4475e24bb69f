// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class MomentumTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeRsi(Series series) {
        for (int period : new int[] {2, 7, 14, 50}) {
            // While a price stands still its average moves fade; below 1e-8 TA-Lib takes them for zero, but Rsi does
            // not.
            if (StrictMath.pow(1 - 1.0 / period, series.flatCountMax()) > 1e-5) {
                double[] values = new double[series.length()];
                TaLibComparison.of(series, Rsi.TYPE, Map.of("period", period))
                        .residue(0)
                        .output("value", values)
                        .with((core, last, begin, count) ->
                                core.rsi(0, last, series.close(), period, begin, count, values));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeMacd(Series series) {
        for (int[] periods : new int[][] {{12, 26, 9}, {2, 3, 2}, {5, 35, 5}, {25, 26, 2}}) {
            int fast = periods[0];
            int slow = periods[1];
            int signal = periods[2];
            double[] macd = new double[series.length()];
            double[] smoothed = new double[series.length()];
            double[] histogram = new double[series.length()];
            TaLibComparison.of(series, Macd.TYPE, Map.of("fast", fast, "slow", slow, "signal", signal))
                    .output("macd", macd)
                    .output("signal", smoothed)
                    .output("histogram", histogram)
                    .with((core, last, begin, count) -> core.macd(
                            0, last, series.close(), fast, slow, signal, begin, count, macd, smoothed, histogram));
        }
    }
}
