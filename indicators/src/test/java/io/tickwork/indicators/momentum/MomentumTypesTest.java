// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The obvious form of what TA-Lib has not or has not exactly, and what comes of inputs without movement. */
class MomentumTypesTest {
    private static final double ERROR_MAX = 1e-9;

    static List<Series> series() {
        return Series.all();
    }

    static List<NodeType> types() {
        return MomentumTypes.ALL;
    }

    /** Runs over all bars; there must be a value from a bar on, as the oracle says, and none before. */
    private static void check(
            Series series,
            NodeType type,
            Map<String, ?> parameters,
            int first,
            double slack,
            IntToDoubleFunction oracle) {
        NodeFixture node = NodeFixture.of(type, parameters);
        String output = type.outputs().get(0).name();
        for (int i = 0; i < series.length(); i++) {
            TaLibComparison.feed(node, type, series, i);
            node.run();
            if (node.isValid(output) != i >= first) {
                throw new AssertionError("%s of %s at %d, a value".formatted(type, series, i));
            }
            if (i >= first) {
                double expected = oracle.applyAsDouble(i);
                double ours = node.value(output);
                if (!(Math.abs(ours - expected) <= ERROR_MAX * Math.abs(expected) + slack)) {
                    throw new AssertionError(
                            "%s of %s at %d: ours %s, expected %s".formatted(type, series, i, ours, expected));
                }
            }
        }
    }

    private static double mean(IntToDoubleFunction values, int last, int count) {
        double sum = 0;
        for (int i = last - count + 1; i <= last; i++) {
            sum += values.applyAsDouble(i);
        }
        return sum / count;
    }

    /** The average of values of which the first is at an index; nothing is defined before its own first. */
    private static double[] ema(double[] values, int first, int period) {
        double[] averages = new double[values.length];
        int seeded = first + period - 1;
        if (seeded < values.length) {
            averages[seeded] = mean(k -> values[k], seeded, period);
        }
        for (int i = seeded + 1; i < values.length; i++) {
            averages[i] = averages[i - 1] + 2.0 / (period + 1) * (values[i] - averages[i - 1]);
        }
        return averages;
    }

    private static double[] array(Series series, IntToDoubleFunction values) {
        double[] array = new double[series.length()];
        Arrays.setAll(array, values);
        return array;
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTsi(Series series) {
        double[] close = series.close();
        for (int[] periods : new int[][] {{25, 13}, {1, 1}, {2, 3}, {13, 25}, {100, 2}}) {
            int slow = periods[0];
            int fast = periods[1];
            double[] changes = array(series, i -> i == 0 ? 0 : close[i] - close[i - 1]);
            double[] sizes = array(series, i -> Math.abs(changes[i]));
            double[] change = ema(ema(changes, 1, slow), slow, fast);
            double[] size = ema(ema(sizes, 1, slow), slow, fast);
            check(
                    series,
                    Tsi.TYPE,
                    Map.of("slow", slow, "fast", fast),
                    slow + fast - 1,
                    1e-9,
                    i -> size[i] < Math.ulp(close[i]) ? 0 : 100 * change[i] / size[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeTheAwesomeOscillator(Series series) {
        IntToDoubleFunction middle = i -> (series.high()[i] + series.low()[i]) / 2;
        for (int[] periods : new int[][] {{5, 34}, {1, 2}, {50, 100}}) {
            check(
                    series,
                    AwesomeOscillator.TYPE,
                    Map.of("fast", periods[0], "slow", periods[1]),
                    periods[1] - 1,
                    1e-12 * series.priceMax(),
                    i -> mean(middle, i, periods[0]) - mean(middle, i, periods[1]));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeCci(Series series) {
        double[] price = array(series, i -> (series.high()[i] + series.low()[i] + series.close()[i]) / 3);
        for (int period : new int[] {2, 20, 45}) {
            check(series, Cci.TYPE, Map.of("period", period), period - 1, 1e-6, i -> {
                double[] window = Arrays.copyOfRange(price, i - period + 1, i + 1);
                if (Arrays.stream(window).distinct().count() == 1) {
                    return 0;
                }
                // From a price of the window on, so that the digits of close prices are not lost.
                IntToDoubleFunction distance = k -> price[k] - window[0];
                double mean = mean(distance, i, period);
                double deviation = mean(k -> Math.abs(distance.applyAsDouble(k) - mean), i, period);
                return (distance.applyAsDouble(i) - mean) / (0.015 * deviation);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeMfi(Series series) {
        double[] price = array(series, i -> (series.high()[i] + series.low()[i] + series.close()[i]) / 3);
        for (int period : new int[] {2, 14, 50}) {
            check(series, Mfi.TYPE, Map.of("period", period), period, 1e-9, i -> {
                double rising = 0;
                double all = 0;
                for (int k = i - period + 1; k <= i; k++) {
                    double turnover = price[k] == price[k - 1] ? 0 : price[k] * series.volume()[k];
                    rising += price[k] > price[k - 1] ? turnover : 0;
                    all += turnover;
                }
                return all > 1e-9 ? 100 * rising / all : 0;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeStochasticRsi(Series series) {
        NodeFixture rsi = NodeFixture.of(Rsi.TYPE, Map.of("period", 14));
        double[] index = array(series, i -> rsi.run(series.close()[i]));
        for (int fastK : new int[] {1, 2, 5, 14}) {
            check(series, StochasticRsi.TYPE, Map.of("fast-k", fastK, "fast-d", 1), 13 + fastK, 1e-9, i -> {
                double[] window = Arrays.copyOfRange(index, i - fastK + 1, i + 1);
                double lowest = Arrays.stream(window).min().orElseThrow();
                double highest = Arrays.stream(window).max().orElseThrow();
                return highest - lowest < 1e-11 ? 0 : 100 * (index[i] - lowest) / (highest - lowest);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeWhatTaLibCannotForPeriodsOfOne(Series series) {
        double[] close = series.close();
        check(
                series,
                Trix.TYPE,
                Map.of("period", 1),
                1,
                1e-9,
                i -> close[i - 1] == 0 ? 0 : 100 * (close[i] - close[i - 1]) / close[i - 1]);
        check(series, UltimateOscillator.TYPE, Map.of("fast", 1, "middle", 1, "slow", 1), 1, 1e-12, i -> {
            double low = Math.min(series.low()[i], close[i - 1]);
            double high = Math.max(series.high()[i], close[i - 1]);
            return high == low ? 0 : 100 * (close[i] - low) / (high - low);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sma", "ema"})
    void shouldBeginPriceOscillatorsWithTheSlowAverage(String average) {
        for (NodeType type : List.of(Apo.TYPE, Ppo.TYPE)) {
            NodeFixture node = NodeFixture.of(type, Map.of("fast", 2, "slow", 5, "average", average));
            for (int run = 1; run <= 10; run++) {
                node.run(100 + run);
                assertThat(node.isValid("value"))
                        .as("%s %s, run %d", type, average, run)
                        .isEqualTo(run >= 5);
            }
        }
    }

    @Test
    void shouldRefuseAFastAverageThatIsNotFaster() {
        for (NodeType type : List.of(Apo.TYPE, Ppo.TYPE, AwesomeOscillator.TYPE)) {
            assertThatThrownBy(() -> NodeFixture.of(type, Map.of("fast", 10, "slow", 10)))
                    .hasMessageContaining("fast must be less than slow");
        }
        assertThatThrownBy(() -> NodeFixture.of(UltimateOscillator.TYPE, Map.of("fast", 15)))
                .hasMessageContaining("fast must not be greater than middle");
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldBeZeroWhileThePriceStandsStill(NodeType type) {
        for (double price : new double[] {0.0, 1e-9, 0.1, 1e5, 1e12}) {
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int i = 0; i < 300; i++) {
                standStill(node, type, price);
            }
            for (OutputSpec output : type.outputs()) {
                boolean isRatio = type == Roc.TYPE && output.name().equals("ratio") && price != 0.0;
                assertThat(node.isValid(output.name()))
                        .as("%s at %s", type, price)
                        .isTrue();
                assertThat(node.value(output.name()))
                        .as("%s %s at %s", type, output.name(), price)
                        // The averages of MACD, PPO, APO and TRIX may differ from the price in the last digit.
                        .isCloseTo(isRatio ? 1.0 : 0.0, within(1e-15 * Math.max(price, 100)));
            }
        }
    }

    private static void standStill(NodeFixture node, NodeType type, double price) {
        if (type.inputs().get(0).name().equals("bar")) {
            node.candle("bar", price, price, price, price, 0).run();
        } else {
            node.run(price);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldStayFiniteWhateverComes(NodeType type) {
        double[] prices = {0.0, 1e-9, 1.0, 100.0, 1e12, -1.0, 1e-320, 1e-300};
        for (int seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int i = 0; i < 1_000; i++) {
                double price = prices[random.nextInt(prices.length)] * (random.nextBoolean() ? 1 : random.nextDouble());
                int repeats = random.nextInt(20) == 0 ? 60 : 1;
                for (int k = 0; k < repeats; k++) {
                    boolean isBar = type.inputs().get(0).name().equals("bar");
                    if (isBar) {
                        double other = prices[random.nextInt(prices.length)];
                        double size = random.nextBoolean() ? 0 : random.nextDouble();
                        node.candle("bar", other, Math.max(price, other), Math.min(price, other), price, size);
                    } else {
                        node.set("source", price);
                    }
                    node.run();
                    // The fixture withdraws what is not finite.
                    for (OutputSpec output : type.outputs()) {
                        if (!node.isValid(output.name()) && i >= 100) {
                            throw new AssertionError(
                                    "%s %s, seed %d, input %d".formatted(type, output.name(), seed, i));
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldNotDependOnTheUnitOfThePrice() {
        for (NodeType type : List.of(Cmo.TYPE, StochasticRsi.TYPE, Tsi.TYPE, Ppo.TYPE, Trix.TYPE, Roc.TYPE)) {
            NodeFixture inDollars = NodeFixture.of(type, Map.of());
            NodeFixture inTinyParts = NodeFixture.of(type, Map.of());
            Random random = new Random(7);
            double price = 100;
            for (int i = 0; i < 2_000; i++) {
                price += random.nextInt(3) == 0 ? random.nextGaussian() : 0;
                assertThat(Double.compare(inTinyParts.run(price * 0x1p-60), inDollars.run(price)))
                        .as("%s, seed 7, input %d", type, i)
                        .isZero();
            }
        }
    }

    @Test
    void shouldFadeToZeroWhenNothingMovesAnyMore() {
        for (NodeType type : List.of(Cmo.TYPE, Tsi.TYPE)) {
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int i = 0; i < 100; i++) {
                node.run(100 + i);
            }
            assertThat(node.value("value")).as("%s", type).isCloseTo(100, within(1e-9));
            for (int i = 0; i < 1_000; i++) {
                node.run(199);
            }
            assertThat(node.value("value")).as("%s", type).isZero();
        }
    }
}
