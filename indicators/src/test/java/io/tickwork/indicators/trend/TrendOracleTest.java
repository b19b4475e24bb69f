// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static io.tickwork.indicators.OracleBars.highest;
import static io.tickwork.indicators.OracleBars.lowest;
import static io.tickwork.indicators.OracleBars.trueRange;

import io.tickwork.indicators.OracleBars;
import io.tickwork.indicators.Series;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the formulas say, with the whole window looked at anew for each bar. */
class TrendOracleTest {
    private static final double RESIDUE = 1e-15;

    @Test
    void shouldDrawIchimoku() {
        int shift = 7;
        Map<String, Integer> parameters = Map.of("conversion", 3, "base", 9, "span-b", 20, "displacement", shift);
        int begin = 20 + shift - 1;
        ichimoku(parameters, "conversion", begin, (bars, i) -> middle(bars, i, 3));
        ichimoku(parameters, "base", begin, (bars, i) -> middle(bars, i, 9));
        ichimoku(parameters, "span-a", begin, (bars, i) -> (middle(bars, i, 3) + middle(bars, i, 9)) / 2);
        ichimoku(parameters, "span-b", begin, (bars, i) -> middle(bars, i, 20));
        ichimoku(
                parameters,
                "cloud-a",
                begin,
                (bars, i) -> (middle(bars, i - shift, 3) + middle(bars, i - shift, 9)) / 2);
        ichimoku(parameters, "cloud-b", begin, (bars, i) -> middle(bars, i - shift, 20));
        ichimoku(parameters, "lagging", begin, (bars, i) -> bars.close()[i]);
    }

    private static void ichimoku(Map<String, Integer> parameters, String output, int begin, OracleBars.Oracle oracle) {
        OracleBars.compare(
                Ichimoku.TYPE, parameters, output, RESIDUE, (bars, i) -> i < begin ? Double.NaN : oracle.at(bars, i));
    }

    private static double middle(Series bars, int i, int n) {
        return (highest(bars, i, n) + lowest(bars, i, n)) / 2;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14})
    void shouldComputeVortex(int period) {
        OracleBars.compare(
                Vortex.TYPE,
                Map.of("period", period),
                "plus",
                0,
                (bars, i) -> vortex(bars, i, period, k -> Math.abs(bars.high()[k] - bars.low()[k - 1])));
        OracleBars.compare(
                Vortex.TYPE,
                Map.of("period", period),
                "minus",
                0,
                (bars, i) -> vortex(bars, i, period, k -> Math.abs(bars.low()[k] - bars.high()[k - 1])));
    }

    private static double vortex(Series bars, int i, int period, IntToDoubleFunction movement) {
        double sum = 0;
        double range = 0;
        for (int k = i - period + 1; k <= i && i >= period; k++) {
            sum += movement.applyAsDouble(k);
            range += trueRange(bars, k);
        }
        return range == 0 ? Double.NaN : sum / range;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 14, 50})
    void shouldComputeChoppiness(int period) {
        // The index may be the logarithm of a number near 1, of which only so many digits are known.
        OracleBars.compare(Choppiness.TYPE, Map.of("period", period), "value", 1e-13, (bars, i) -> {
            double way = 0;
            for (int k = i - period + 1; k <= i && i >= period; k++) {
                way += trueRange(bars, k);
            }
            double distance = i < period ? 0 : highest(bars, i, period) - lowest(bars, i, period);
            return distance == 0 ? Double.NaN : 100 * Math.log10(way / distance) / Math.log10(period);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25})
    void shouldComputeMassIndex(int period) {
        int ema = 9;
        Map<String, Integer> parameters = Map.of("period", period, "ema", ema);
        double[][] ratios = new double[1][];
        OracleBars.compare(MassIndex.TYPE, parameters, "value", 0, (bars, i) -> {
            if (i == 0) {
                ratios[0] = ratios(bars, ema);
            }
            if (i < 2 * ema + period - 3) {
                return Double.NaN;
            }
            double sum = 0;
            for (int k = i - period + 1; k <= i; k++) {
                sum += ratios[0][k];
            }
            return sum;
        });
    }

    private static double[] ratios(Series bars, int ema) {
        double[] ranges = new double[bars.length()];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = bars.high()[i] - bars.low()[i];
        }
        double[] once = average(ranges, 0, ema);
        double[] twice = average(once, ema - 1, ema);
        double[] ratios = new double[ranges.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = twice[i] == 0 ? 1 : once[i] / twice[i];
        }
        return ratios;
    }

    private static double[] average(double[] values, int from, int period) {
        double[] averages = new double[values.length];
        double sum = 0;
        for (int i = from; i < values.length; i++) {
            sum += i < from + period ? values[i] : 0;
            averages[i] = i < from + period
                    ? sum / period
                    : averages[i - 1] + 2.0 / (period + 1) * (values[i] - averages[i - 1]);
        }
        return averages;
    }
}
