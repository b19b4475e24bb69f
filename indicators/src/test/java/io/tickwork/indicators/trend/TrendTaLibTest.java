// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class TrendTaLibTest {
    private static final int[] PERIODS = {2, 14, 50};
    /** Percent: what is left of movement that has faded from the averages. */
    private static final double RESIDUE = 1e-9;

    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeDirectionalIndicators(Series series) {
        for (int period : PERIODS) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, PlusDi.TYPE, Map.of("period", period))
                    .residue(RESIDUE)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.plusDI(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
            TaLibComparison.of(series, MinusDi.TYPE, Map.of("period", period))
                    .residue(RESIDUE)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.minusDI(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeDx(Series series) {
        for (int period : PERIODS) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Dx.TYPE, Map.of("period", period))
                    .residue(RESIDUE)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.dx(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAdx(Series series) {
        for (int period : PERIODS) {
            double[] values = new double[series.length()];
            for (String output : List.of("value", "adx")) {
                TaLibComparison.of(series, output.equals("adx") ? Dmi.TYPE : Adx.TYPE, Map.of("period", period))
                        .residue(RESIDUE)
                        .output(output, values)
                        .with((core, last, begin, count) -> core.adx(
                                0, last, series.high(), series.low(), series.close(), period, begin, count, values));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAdxr(Series series) {
        for (int period : PERIODS) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Adxr.TYPE, Map.of("period", period))
                    .residue(RESIDUE)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.adxr(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAroon(Series series) {
        for (int period : new int[] {2, 14, 100}) {
            double[] up = new double[series.length()];
            double[] down = new double[series.length()];
            TaLibComparison.of(series, Aroon.TYPE, Map.of("period", period))
                    .output("up", up)
                    .output("down", down)
                    .with((core, last, begin, count) ->
                            core.aroon(0, last, series.high(), series.low(), period, begin, count, down, up));
            TaLibComparison.of(series, AroonOscillator.TYPE, Map.of("period", period))
                    .output("value", up)
                    .with((core, last, begin, count) ->
                            core.aroonOsc(0, last, series.high(), series.low(), period, begin, count, up));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeParabolicSar(Series series) {
        for (double[] factors : new double[][] {{0.02, 0.2}, {0, 0}, {0.1, 1}, {0.5, 0.3}, {1, 1}}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, ParabolicSar.TYPE, Map.of("acceleration", factors[0], "maximum", factors[1]))
                    .residue(0)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.sar(
                            0, last, series.high(), series.low(), factors[0], factors[1], begin, count, values));
        }
    }
}
