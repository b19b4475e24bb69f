// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import com.tictactec.ta.lib.MAType;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class MomentumTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    /** What fades while a price stands still, TA-Lib takes for zero below 1e-8, and we do not. */
    private static boolean fades(Series series, double factor) {
        return StrictMath.pow(factor, series.flatCountMax()) <= 1e-5;
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeRsi(Series series) {
        for (int period : new int[] {2, 7, 14, 50}) {
            if (!fades(series, 1 - 1.0 / period)) {
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

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeCmo(Series series) {
        for (int period : new int[] {2, 7, 14, 50}) {
            if (!fades(series, 1 - 1.0 / period)) {
                double[] values = new double[series.length()];
                TaLibComparison.of(series, Cmo.TYPE, Map.of("period", period))
                        .residue(1e-11)
                        .output("value", values)
                        .with((core, last, begin, count) ->
                                core.cmo(0, last, series.close(), period, begin, count, values));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputePriceOscillators(Series series) {
        for (int[] periods : new int[][] {{12, 26}, {2, 3}, {49, 50}}) {
            int fast = periods[0];
            int slow = periods[1];
            for (MAType kind : new MAType[] {MAType.Sma, MAType.Ema}) {
                Map<String, ?> parameters =
                        Map.of("fast", fast, "slow", slow, "average", kind == MAType.Sma ? "sma" : "ema");
                double[] values = new double[series.length()];
                TaLibComparison.of(series, Apo.TYPE, parameters)
                        .output("value", values)
                        .with((core, last, begin, count) ->
                                core.apo(0, last, series.close(), fast, slow, kind, begin, count, values));
                if (kind == MAType.Sma || !fades(series, 1 - 2.0 / (slow + 1))) {
                    TaLibComparison.of(series, Ppo.TYPE, parameters)
                            .residue(1e-9)
                            .output("value", values)
                            .with((core, last, begin, count) ->
                                    core.ppo(0, last, series.close(), fast, slow, kind, begin, count, values));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeStochastics(Series series) {
        for (int[] periods : new int[][] {{14, 3, 3}, {1, 1, 1}, {100, 5, 2}}) {
            int fastK = periods[0];
            int slowK = periods[1];
            int slowD = periods[2];
            double[] k = new double[series.length()];
            double[] d = new double[series.length()];
            TaLibComparison.of(series, Stochastic.TYPE, Map.of("fast-k", fastK, "slow-k", slowK, "slow-d", slowD))
                    .residue(1e-10)
                    .output("k", k)
                    .output("d", d)
                    .with((core, last, begin, count) -> core.stoch(
                            0,
                            last,
                            series.high(),
                            series.low(),
                            series.close(),
                            fastK,
                            slowK,
                            MAType.Sma,
                            slowD,
                            MAType.Sma,
                            begin,
                            count,
                            k,
                            d));
            TaLibComparison.of(series, StochasticFast.TYPE, Map.of("fast-k", fastK, "fast-d", slowD))
                    .residue(1e-10)
                    .output("k", k)
                    .output("d", d)
                    .with((core, last, begin, count) -> core.stochF(
                            0,
                            last,
                            series.high(),
                            series.low(),
                            series.close(),
                            fastK,
                            slowD,
                            MAType.Sma,
                            begin,
                            count,
                            k,
                            d));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeStochasticRsi(Series series) {
        for (int[] periods : new int[][] {{14, 5, 3}, {14, 14, 3}, {7, 100, 1}}) {
            int period = periods[0];
            int fastK = periods[1];
            int fastD = periods[2];
            // While the price stands still, TA-Lib takes the place among the rounding errors of its index.
            if (!fades(series, 1 - 1.0 / period) && (fastK == 1 || fastK > 2 * series.flatCountMax())) {
                double[] k = new double[series.length()];
                double[] d = new double[series.length()];
                TaLibComparison.of(
                                series, StochasticRsi.TYPE, Map.of("period", period, "fast-k", fastK, "fast-d", fastD))
                        .residue(1e-7)
                        .output("k", k)
                        .output("d", d)
                        .with((core, last, begin, count) -> core.stochRsi(
                                0, last, series.close(), period, fastK, fastD, MAType.Sma, begin, count, k, d));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeWhatIsOfTheLastBars(Series series) {
        for (int period : new int[] {2, 20, 200}) {
            double[] values = new double[series.length()];
            // TA-Lib's mean of equal prices may differ from them in the last digit, and then it scales that digit.
            if (period > series.flatCountMax()) {
                TaLibComparison.of(series, Cci.TYPE, Map.of("period", period))
                        .residue(1e-7)
                        .output("value", values)
                        .with((core, last, begin, count) -> core.cci(
                                0, last, series.high(), series.low(), series.close(), period, begin, count, values));
            }
            TaLibComparison.of(series, WilliamsR.TYPE, Map.of("period", period))
                    .residue(1e-12)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.willR(
                            0, last, series.high(), series.low(), series.close(), period, begin, count, values));
        }
    }

    private static double[] scaled(double[] values, double factor, double shift) {
        return Arrays.stream(values).map(value -> factor * value + shift).toArray();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeMfi(Series series) {
        // TA-Lib says 0 below a turnover of 1: here there is more, or none.
        Series traded = new Series(
                series.toString(),
                series.flatCountMax(),
                scaled(series.open(), 1, 1),
                scaled(series.high(), 1, 1),
                scaled(series.low(), 1, 1),
                scaled(series.close(), 1, 1),
                scaled(series.volume(), 1e4, 0));
        for (int period : new int[] {2, 20, 200}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(traded, Mfi.TYPE, Map.of("period", period))
                    .residue(1e-7)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.mfi(
                            0,
                            last,
                            traded.high(),
                            traded.low(),
                            traded.close(),
                            traded.volume(),
                            period,
                            begin,
                            count,
                            values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeChanges(Series series) {
        for (int period : new int[] {1, 10, 200}) {
            double[] values = new double[series.length()];
            double[] ratios = new double[series.length()];
            TaLibComparison.of(series, Roc.TYPE, Map.of("period", period))
                    .output("value", values)
                    .output("ratio", ratios)
                    .with((core, last, begin, count) -> {
                        core.rocR(0, last, series.close(), period, begin, count, ratios);
                        return core.roc(0, last, series.close(), period, begin, count, values);
                    });
            TaLibComparison.of(series, Momentum.TYPE, Map.of("period", period))
                    .residue(0)
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.mom(0, last, series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTrix(Series series) {
        for (int period : new int[] {2, 30, 83}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Trix.TYPE, Map.of("period", period))
                    .residue(1e-10)
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.trix(0, last, series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTheUltimateOscillator(Series series) {
        for (int[] periods : new int[][] {{7, 14, 28}, {1, 1, 2}, {3, 3, 3}, {10, 10, 100}}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(
                            series,
                            UltimateOscillator.TYPE,
                            Map.of("fast", periods[0], "middle", periods[1], "slow", periods[2]))
                    .residue(1e-7)
                    .output("value", values)
                    .with((core, last, begin, count) -> core.ultOsc(
                            0,
                            last,
                            series.high(),
                            series.low(),
                            series.close(),
                            periods[0],
                            periods[1],
                            periods[2],
                            begin,
                            count,
                            values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTheBalanceOfPower(Series series) {
        double[] values = new double[series.length()];
        TaLibComparison.of(series, BalanceOfPower.TYPE, Map.of())
                .residue(0)
                .output("value", values)
                .with((core, last, begin, count) -> core.bop(
                        0, last, series.open(), series.high(), series.low(), series.close(), begin, count, values));
    }
}
