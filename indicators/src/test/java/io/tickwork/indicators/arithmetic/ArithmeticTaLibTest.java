// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class ArithmeticTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldMeasureChanges(Series series) {
        for (int period : new int[] {1, 2, 14, 200}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Change.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.mom(0, last, series.close(), period, begin, count, values));
            TaLibComparison.of(series, PercentChange.TYPE, Map.of("period", period))
                    .residue(1e-13 * 1e5)
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.roc(0, last, series.close(), period, begin, count, values));
        }
    }
}
