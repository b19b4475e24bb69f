// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import static io.tickwork.indicators.OracleBars.trueRange;

import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.OracleBars;
import io.tickwork.indicators.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the formulas say, with the whole window looked at anew for each bar. */
class VolatilityOracleTest {
    private static final double RESIDUE = 1e-13;

    /** Averages true ranges from the first bar on, as Wilder does. */
    private static double[] averageRanges(Series bars, int period) {
        double[] averages = new double[bars.length()];
        double sum = 0;
        for (int i = 1; i < averages.length; i++) {
            sum += trueRange(bars, i);
            averages[i] = i <= period ? sum / period : (averages[i - 1] * (period - 1) + trueRange(bars, i)) / period;
        }
        return averages;
    }

    @Test
    void shouldDrawKeltnerChannel() {
        keltner("upper", 1.5);
        keltner("middle", 0);
        keltner("lower", -1.5);
    }

    private static void keltner(String output, double k) {
        double[][] memory = new double[2][];
        OracleBars.compare(Keltner.TYPE, Map.of("period", 6, "atr", 9, "k", 1.5), output, RESIDUE, (bars, i) -> {
            if (i == 0) {
                memory[0] = averageRanges(bars, 9);
                memory[1] = new double[1];
            }
            double close = bars.close()[i];
            memory[1][0] = i < 6 ? memory[1][0] + close / 6 : memory[1][0] + 2.0 / 7 * (close - memory[1][0]);
            return i < 9 ? Double.NaN : memory[1][0] + k * memory[0][i];
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void shouldFollowSupertrend(int period) {
        for (String output : List.of("value", "direction")) {
            double[][] memory = new double[2][];
            OracleBars.compare(Supertrend.TYPE, Map.of("period", period, "k", 2.0), output, RESIDUE, (bars, i) -> {
                if (i == 0) {
                    double[] ranges = averageRanges(bars, period);
                    memory[0] = new double[bars.length()];
                    memory[1] = new double[bars.length()];
                    supertrend(bars, ranges, period, memory[0], memory[1]);
                }
                return i < period ? Double.NaN : memory[output.equals("value") ? 0 : 1][i];
            });
        }
    }

    private static void supertrend(Series bars, double[] ranges, int period, double[] value, double[] direction) {
        double[] upper = new double[ranges.length];
        double[] lower = new double[ranges.length];
        for (int i = period; i < ranges.length; i++) {
            double middle = (bars.high()[i] + bars.low()[i]) / 2;
            upper[i] = middle + 2 * ranges[i];
            lower[i] = middle - 2 * ranges[i];
            direction[i] = -1;
            if (i > period) {
                double close = bars.close()[i - 1];
                upper[i] = upper[i] < upper[i - 1] || close > upper[i - 1] ? upper[i] : upper[i - 1];
                lower[i] = lower[i] > lower[i - 1] || close < lower[i - 1] ? lower[i] : lower[i - 1];
                if (direction[i - 1] < 0) {
                    direction[i] = bars.close()[i] > upper[i] ? 1 : -1;
                } else {
                    direction[i] = bars.close()[i] < lower[i] ? -1 : 1;
                }
            }
            value[i] = direction[i] > 0 ? lower[i] : upper[i];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void shouldDivideByOneLessForASample(int period) {
        ToDoubleBiFunction<Series, Integer> variance = (bars, i) -> {
            double mean = 0;
            for (int k = i - period + 1; k <= i; k++) {
                mean += bars.close()[k] / period;
            }
            double squares = 0;
            for (int k = i - period + 1; k <= i; k++) {
                squares += (bars.close()[k] - mean) * (bars.close()[k] - mean);
            }
            return squares / (period - 1);
        };
        Map<String, Object> parameters = Map.of("period", period, "of", "sample");
        OracleBars.compare(
                Variance.TYPE,
                parameters,
                "value",
                RESIDUE,
                (bars, i) -> i < period - 1 ? Double.NaN : variance.applyAsDouble(bars, i));
        OracleBars.compare(
                StandardDeviation.TYPE,
                parameters,
                "value",
                RESIDUE,
                (bars, i) -> i < period - 1 ? Double.NaN : Math.sqrt(variance.applyAsDouble(bars, i)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void shouldComputeRealisedVolatility(int period) {
        for (String of : List.of("mean", "sum")) {
            List<Double> prices = new ArrayList<>();
            OracleBars.compare(
                    RealisedVolatility.TYPE,
                    Map.of("period", period, "annualisation", 252.0, "of", of),
                    "value",
                    RESIDUE,
                    (bars, i) -> {
                        if (i == 0) {
                            prices.clear();
                        }
                        if (bars.close()[i] <= 0) {
                            return Double.NaN;
                        }
                        prices.add(bars.close()[i]);
                        if (prices.size() <= period) {
                            return Double.NaN;
                        }
                        double sum = 0;
                        for (int k = prices.size() - period; k < prices.size(); k++) {
                            sum += square(Math.log(prices.get(k) / prices.get(k - 1)));
                        }
                        return Math.sqrt(252 * sum / (of.equals("mean") ? period : 1));
                    });
        }
    }

    private static double square(double x) {
        return x * x;
    }

    private static double ln(double price, double base) {
        return Math.log(price / base);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void shouldComputeVolatilityOfRanges(int period) {
        ranges(Parkinson.TYPE, period, (bars, i) -> square(ln(bars.high()[i], bars.low()[i])) / (4 * Math.log(2)));
        ranges(
                GarmanKlass.TYPE,
                period,
                (bars, i) -> 0.5 * square(ln(bars.high()[i], bars.low()[i]))
                        - (2 * Math.log(2) - 1) * square(ln(bars.close()[i], bars.open()[i])));
        ranges(RogersSatchell.TYPE, period, VolatilityOracleTest::rogersSatchell);
    }

    private static double rogersSatchell(Series bars, int i) {
        return ln(bars.high()[i], bars.close()[i]) * ln(bars.high()[i], bars.open()[i])
                + ln(bars.low()[i], bars.close()[i]) * ln(bars.low()[i], bars.open()[i]);
    }

    private static boolean isPriced(Series bars, int i) {
        return bars.low()[i] > 0;
    }

    private static void ranges(NodeType type, int period, ToDoubleBiFunction<Series, Integer> term) {
        List<Integer> seen = new ArrayList<>();
        // A root of what is almost zero keeps half of the digits.
        OracleBars.compare(type, Map.of("period", period), "value", 1e-12, (bars, i) -> {
            if (i == 0) {
                seen.clear();
            }
            if (!isPriced(bars, i)) {
                return Double.NaN;
            }
            seen.add(i);
            double sum = 0;
            for (int k = seen.size() - period; k >= 0 && k < seen.size(); k++) {
                sum += term.applyAsDouble(bars, seen.get(k));
            }
            return seen.size() < period ? Double.NaN : Math.sqrt(Math.max(sum, 0) / period);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void shouldComputeVolatilityByYangAndZhang(int n) {
        List<Integer> seen = new ArrayList<>();
        double w = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));
        OracleBars.compare(YangZhang.TYPE, Map.of("period", n), "value", 1e-12, (bars, i) -> {
            if (i == 0) {
                seen.clear();
            }
            if (!isPriced(bars, i)) {
                return Double.NaN;
            }
            seen.add(i);
            if (seen.size() <= n) {
                return Double.NaN;
            }
            double[] gaps = new double[n];
            double[] changes = new double[n];
            double inner = 0;
            for (int k = 0; k < n; k++) {
                int bar = seen.get(seen.size() - n + k);
                gaps[k] = ln(bars.open()[bar], bars.close()[seen.get(seen.size() - n + k - 1)]);
                changes[k] = ln(bars.close()[bar], bars.open()[bar]);
                inner += rogersSatchell(bars, bar) / n;
            }
            return Math.sqrt(Math.max(0, sampleVariance(gaps) + w * sampleVariance(changes) + (1 - w) * inner));
        });
    }

    private static double sampleVariance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += square(value - mean);
        }
        return squares / (values.length - 1);
    }
}
