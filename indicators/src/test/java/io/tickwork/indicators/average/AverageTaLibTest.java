// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class AverageTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAverage(Series series) {
        for (int period : new int[] {2, 3, 14, 50, 200}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Sma.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.sma(0, last, series.close(), period, begin, count, values));
            TaLibComparison.of(series, Ema.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.ema(0, last, series.close(), period, begin, count, values));
        }
    }
}
