// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class VolatilityTaLibTest {
    private static final double K = 2.5;

    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAtr(Series series) {
        for (int period : new int[] {1, 2, 14, 50}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Atr.TYPE, Map.of("period", period))
                    .residue(0)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.atr(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTrueRange(Series series) {
        double[] values = new double[series.length()];
        TaLibComparison.of(series, TrueRange.TYPE, Map.of())
                .residue(0)
                .output("value", values)
                .with((core, last, begin, count) ->
                        core.trueRange(0, last, series.high(), series.low(), series.close(), begin, count, values));
    }

    /** At a close of zero TA-Lib writes the 0 of its NATR over the first value. */
    static List<Series> seriesWithoutZeros() {
        return Series.all().stream()
                .filter(series -> Arrays.stream(series.close()).noneMatch(close -> Math.abs(close) < 1e-8))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seriesWithoutZeros")
    void shouldComputeNatr(Series series) {
        for (int period : new int[] {2, 14, 50}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Natr.TYPE, Map.of("period", period))
                    .residue(0)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.natr(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldDrawDonchianChannel(Series series) {
        for (int period : new int[] {2, 20, 100}) {
            double[] upper = new double[series.length()];
            double[] middle = new double[series.length()];
            double[] lower = new double[series.length()];
            TaLibComparison.of(series, Donchian.TYPE, Map.of("period", period))
                    .residue(0)
                    .output("upper", upper)
                    .output("middle", middle)
                    .output("lower", lower)
                    .with((core, last, begin, count) -> {
                        core.max(0, last, series.high(), period, begin, count, upper);
                        core.min(0, last, series.low(), period, begin, count, lower);
                        return core.midPrice(0, last, series.high(), series.low(), period, begin, count, middle);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeDeviationAndVariance(Series series) {
        for (int period : new int[] {2, 5, 20, 100}) {
            double[] values = new double[series.length()];
            double varianceError = 1e-13 * series.priceMax() * series.priceMax();
            TaLibComparison.of(series, Variance.TYPE, Map.of("period", period))
                    .residue(varianceError)
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.variance(0, last, series.close(), period, 1.0, begin, count, values));
            // Where TA-Lib's error of the variance, or what it takes for zero, is all there is of the deviation.
            TaLibComparison.of(series, StandardDeviation.TYPE, Map.of("period", period, "k", K))
                    .residue(K * Math.sqrt(Math.max(varianceError, 1e-8)))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.stdDev(0, last, series.close(), period, K, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldDrawBollingerBands(Series series) {
        for (int period : new int[] {2, 5, 20, 100}) {
            double[] upper = new double[series.length()];
            double[] middle = new double[series.length()];
            double[] lower = new double[series.length()];
            double[] deviation = new double[series.length()];
            MInteger begin = new MInteger();
            MInteger count = new MInteger();
            Core core = new Core();
            int last = series.length() - 1;
            core.bbands(0, last, series.close(), period, K, K, MAType.Sma, begin, count, upper, middle, lower);
            core.stdDev(0, last, series.close(), period, 1.0, begin, count, deviation);
            double priceMax = series.priceMax();
            // TA-Lib takes the difference of two sums of squares: that is what it can know of the variance, and below
            // 1e-8 it says zero.
            double varianceError = Math.max(1e-13 * priceMax * priceMax, 1e-8);
            NodeFixture node = NodeFixture.of(Bollinger.TYPE, Map.of("period", period, "k", K));
            for (int i = 0; i < series.length(); i++) {
                node.set("source", series.close()[i]).run();
                String place = "%s at %d".formatted(series, i);
                assertThat(node.isValid("middle")).as(place).isEqualTo(i >= begin.value);
                if (i >= begin.value) {
                    int k = i - begin.value;
                    double slack = deviation[k] > 1 ? 0 : K * Math.sqrt(varianceError);
                    assertClose(place, node.value("middle"), middle[k], 1e-13 * priceMax);
                    assertClose(place, node.value("upper"), upper[k], slack);
                    assertClose(place, node.value("lower"), lower[k], slack);
                    double ours = (node.value("upper") - node.value("lower")) / (2 * K);
                    assertClose(place, ours * ours, deviation[k] * deviation[k], varianceError);
                }
            }
        }
    }

    private static void assertClose(String place, double ours, double theirs, double residue) {
        if (!(Math.abs(ours - theirs) <= 1e-9 * Math.abs(theirs) + residue)) {
            throw new AssertionError(place + ": ours " + ours + ", theirs " + theirs);
        }
    }
}
