// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.average.Ema;
import io.tickwork.indicators.average.Sma;
import io.tickwork.indicators.momentum.Macd;
import io.tickwork.indicators.momentum.Rsi;
import io.tickwork.indicators.statistic.Highest;
import io.tickwork.indicators.statistic.Lowest;
import io.tickwork.indicators.volatility.Atr;
import io.tickwork.indicators.volatility.Bollinger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: our definitions are those of TA-Lib. Method: every value of ours is compared with TA-Lib's, from the bar at
 * which it begins to the last, and there must be no value before.
 *
 * <p>Where the truth is zero TA-Lib's running sums leave a residue, so beside a relative error of 1e-9 an absolute one
 * of 1e-13 of the greatest price is allowed.
 */
class TaLibTest {
    private static final double ERROR_MAX = 1e-9;
    private static final double RESIDUE = 1e-13;

    private final Core taLib = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();

    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAverageAsTaLib(Series series) {
        for (int period : new int[] {2, 3, 14, 50, 200}) {
            double[] values = new double[series.length()];
            accept(taLib.sma(0, series.length() - 1, series.close(), period, begin, count, values));
            compare(series, Sma.TYPE, Map.of("period", period), "value", values);
            accept(taLib.ema(0, series.length() - 1, series.close(), period, begin, count, values));
            compare(series, Ema.TYPE, Map.of("period", period), "value", values);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeRsiAsTaLib(Series series) {
        for (int period : new int[] {2, 7, 14, 50}) {
            // While a price stands still its average moves fade; below 1e-8 TA-Lib takes them for zero, but Rsi does
            // not.
            if (StrictMath.pow(1 - 1.0 / period, series.flatCountMax()) > 1e-5) {
                double[] values = new double[series.length()];
                accept(taLib.rsi(0, series.length() - 1, series.close(), period, begin, count, values));
                compare(series, Rsi.TYPE, Map.of("period", period), "value", values);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeMacdAsTaLib(Series series) {
        for (int[] periods : new int[][] {{12, 26, 9}, {2, 3, 2}, {5, 35, 5}, {25, 26, 2}}) {
            double[] macd = new double[series.length()];
            double[] signal = new double[series.length()];
            double[] histogram = new double[series.length()];
            accept(taLib.macd(
                    0,
                    series.length() - 1,
                    series.close(),
                    periods[0],
                    periods[1],
                    periods[2],
                    begin,
                    count,
                    macd,
                    signal,
                    histogram));
            Map<String, Integer> parameters = Map.of("fast", periods[0], "slow", periods[1], "signal", periods[2]);
            compare(series, Macd.TYPE, parameters, "macd", macd);
            compare(series, Macd.TYPE, parameters, "signal", signal);
            compare(series, Macd.TYPE, parameters, "histogram", histogram);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldDrawBollingerBandsAsTaLib(Series series) {
        for (int period : new int[] {2, 5, 20, 100}) {
            double[] upper = new double[series.length()];
            double[] middle = new double[series.length()];
            double[] lower = new double[series.length()];
            double[] deviation = new double[series.length()];
            accept(taLib.bbands(
                    0,
                    series.length() - 1,
                    series.close(),
                    period,
                    2.5,
                    2.5,
                    MAType.Sma,
                    begin,
                    count,
                    upper,
                    middle,
                    lower));
            accept(taLib.stdDev(0, series.length() - 1, series.close(), period, 1.0, begin, count, deviation));
            double priceMax = priceMax(series);
            // TA-Lib takes the difference of two sums of squares: that is what it can know of the variance, and below
            // 1e-8 it says zero.
            double varianceError = Math.max(1e-13 * priceMax * priceMax, 1e-8);
            NodeFixture node = NodeFixture.of(Bollinger.TYPE, Map.of("period", period, "k", 2.5));
            for (int i = 0; i < series.length(); i++) {
                node.set("source", series.close()[i]).run();
                assertThat(node.isValid("middle")).as("%s at %d", series, i).isEqualTo(i >= begin.value);
                if (i >= begin.value) {
                    int k = i - begin.value;
                    double slack = 2.5 * Math.sqrt(varianceError);
                    assertClose(series, i, node.value("middle"), middle[k], RESIDUE * priceMax);
                    assertClose(series, i, node.value("upper"), upper[k], deviation[k] > 1 ? 0 : slack);
                    assertClose(series, i, node.value("lower"), lower[k], deviation[k] > 1 ? 0 : slack);
                    double ours = (node.value("upper") - node.value("lower")) / 5.0;
                    assertClose(series, i, ours * ours, deviation[k] * deviation[k], varianceError);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeAtrAsTaLib(Series series) {
        for (int period : new int[] {1, 2, 14, 50}) {
            double[] values = new double[series.length()];
            accept(taLib.atr(
                    0, series.length() - 1, series.high(), series.low(), series.close(), period, begin, count, values));
            NodeFixture node = NodeFixture.of(Atr.TYPE, Map.of("period", period));
            for (int i = 0; i < series.length(); i++) {
                node.candle("bar", series.low()[i], series.high()[i], series.low()[i], series.close()[i], 1)
                        .run();
                compareAt(series, i, node, "value", values, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldFindExtremesAsTaLib(Series series) {
        for (int period : new int[] {2, 3, 30, 64, 250}) {
            double[] values = new double[series.length()];
            accept(taLib.max(0, series.length() - 1, series.close(), period, begin, count, values));
            compare(series, Highest.TYPE, Map.of("period", period), "value", values);
            accept(taLib.min(0, series.length() - 1, series.close(), period, begin, count, values));
            compare(series, Lowest.TYPE, Map.of("period", period), "value", values);
        }
    }

    private static void accept(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }

    private void compare(Series series, NodeType type, Map<String, ?> parameters, String output, double[] values) {
        NodeFixture node = NodeFixture.of(type, parameters);
        double residue = type == Rsi.TYPE ? 0 : RESIDUE * priceMax(series);
        assertThat(count.value).as("values of TA-Lib").isPositive();
        for (int i = 0; i < series.length(); i++) {
            node.set("source", series.close()[i]).run();
            compareAt(series, i, node, output, values, residue);
        }
    }

    private void compareAt(Series series, int i, NodeFixture node, String output, double[] values, double residue) {
        assertThat(node.isValid(output)).as("%s, a value at %d", series, i).isEqualTo(i >= begin.value);
        if (i >= begin.value) {
            assertClose(series, i, node.value(output), values[i - begin.value], residue);
        }
    }

    private static void assertClose(Series series, int i, double ours, double theirs, double residue) {
        double errorMax = ERROR_MAX * Math.abs(theirs) + residue;
        if (!(Math.abs(ours - theirs) <= errorMax)) {
            throw new AssertionError(series + " at " + i + ": ours " + ours + ", theirs " + theirs);
        }
    }

    private static double priceMax(Series series) {
        double max = 0;
        for (double price : series.close()) {
            max = Math.max(max, Math.abs(price));
        }
        return max;
    }
}
