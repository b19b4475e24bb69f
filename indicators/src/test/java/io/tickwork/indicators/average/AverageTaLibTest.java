// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class AverageTaLibTest {
    /**
     * The error allowed in parts of the greatest price. WMA and TRIMA of TA-Lib have two running sums, one of which
     * takes in over and over what the other has lost: where all is zero, 1e-11 is left.
     */
    private static final double RESIDUE = 1e-12;

    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAverage(Series series) {
        for (int period : new int[] {2, 3, 14, 50, 200}) {
            compare(series, Sma.TYPE, period, Core::sma);
            compare(series, Ema.TYPE, period, Core::ema);
            compare(series, Wma.TYPE, period, Core::wma);
            compare(series, Trima.TYPE, period, Core::trima);
            compare(series, Lsma.TYPE, period, Core::linearReg);
            compare(series, Midpoint.TYPE, period, Core::midPoint);
        }
        compare(series, Trima.TYPE, 201, Core::trima);
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAverageAverages(Series series) {
        for (int period : new int[] {2, 3, 14, 35}) {
            compare(series, Dema.TYPE, period, Core::dema);
            compare(series, Tema.TYPE, period, Core::tema);
            for (double vfactor : new double[] {0.0, 0.7, 1.0}) {
                compare(
                        series,
                        T3.TYPE,
                        Map.of("period", period, "vfactor", vfactor),
                        (core, first, last, close, n, begin, count, values) ->
                                core.t3(first, last, close, n, vfactor, begin, count, values));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAdapt(Series series) {
        for (int period : new int[] {2, 3, 10, 30, 200}) {
            compare(series, Kama.TYPE, period, Core::kama);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldHalveTheRangeOfBars(Series series) {
        for (int period : new int[] {2, 3, 14, 200}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, MidPrice.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.midPrice(0, last, series.high(), series.low(), period, begin, count, values));
        }
    }

    /** A function of closes and a period. */
    @FunctionalInterface
    private interface Average {
        RetCode on(
                Core core,
                int first,
                int last,
                double[] close,
                int period,
                MInteger begin,
                MInteger count,
                double[] values);
    }

    private static void compare(Series series, NodeType type, int period, Average average) {
        compare(series, type, Map.of("period", period), average);
    }

    private static void compare(Series series, NodeType type, Map<String, ?> parameters, Average average) {
        int period = (Integer) parameters.get("period");
        double[] values = new double[series.length()];
        TaLibComparison.of(series, type, parameters)
                .residue(RESIDUE * series.priceMax())
                .output("value", values)
                .with((core, last, begin, count) ->
                        average.on(core, 0, last, series.close(), period, begin, count, values));
    }
}
