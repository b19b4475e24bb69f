// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class VolumeTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeObv(Series series) {
        double[] values = new double[series.length()];
        TaLibComparison.of(series, Obv.TYPE, Map.of())
                .residue(residue(series))
                .output("value", values)
                .with((core, last, begin, count) ->
                        core.obv(0, last, series.close(), series.volume(), begin, count, values));
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAd(Series series) {
        double[] values = new double[series.length()];
        TaLibComparison.of(series, AccumulationDistribution.TYPE, Map.of())
                .residue(residue(series))
                .output("value", values)
                .with((core, last, begin, count) -> core.ad(
                        0, last, series.high(), series.low(), series.close(), series.volume(), begin, count, values));
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAdosc(Series series) {
        for (int[] periods : new int[][] {{2, 3}, {3, 10}, {9, 10}, {2, 100}}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, ChaikinOscillator.TYPE, Map.of("fast", periods[0], "slow", periods[1]))
                    .residue(residue(series))
                    .output("value", values)
                    .with((core, last, begin, count) -> core.adOsc(
                            0,
                            last,
                            series.high(),
                            series.low(),
                            series.close(),
                            series.volume(),
                            periods[0],
                            periods[1],
                            begin,
                            count,
                            values));
        }
    }

    /** TA-Lib rounds running sums that are at most the volume of all bars. */
    private static double residue(Series series) {
        return 1e-15 * Arrays.stream(series.volume()).sum();
    }
}
