// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class StatisticTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldFindExtremes(Series series) {
        for (int period : new int[] {2, 3, 30, 64, 250}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Highest.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.max(0, last, series.close(), period, begin, count, values));
            TaLibComparison.of(series, Lowest.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.min(0, last, series.close(), period, begin, count, values));
        }
    }
}
