// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatisticTest {
    /** Plateaus, zeros, ties and jumps. */
    private static double[] inputs(int seed) {
        Random random = new Random(seed);
        double[] inputs = new double[2_000];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = switch (i / 150 % 4) {
                case 0 -> 5;
                case 1 -> random.nextInt(4);
                case 2 -> random.nextInt(20) == 0 ? 1e12 : random.nextGaussian();
                default -> 100 + random.nextGaussian();
            };
        }
        return inputs;
    }

    private static void check(
            NodeType type, Map<String, ?> parameters, int length, ToDoubleFunction<double[]> expected) {
        NodeFixture node = NodeFixture.of(type, parameters);
        double[] inputs = inputs(length);
        for (int i = 0; i < inputs.length; i++) {
            double found = node.run(inputs[i]);
            String place = "%s %s, seed %d, input %d".formatted(type, parameters, length, i);
            assertThat(node.isValid("value")).as(place).isEqualTo(i + 1 >= length);
            if (i + 1 >= length) {
                double right = expected.applyAsDouble(Arrays.copyOfRange(inputs, i + 1 - length, i + 1));
                assertThat(found).as(place).isCloseTo(right, within(1e-12 * Math.abs(right)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 51, 200})
    void shouldFindTheMedian(int period) {
        check(Median.TYPE, Map.of("period", period), period, window -> {
            Arrays.sort(window);
            return (window[(period - 1) / 2] + window[period / 2]) / 2;
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.25, 0.5, 0.9, 1.0 / 3, 1})
    void shouldFindQuantiles(double q) {
        for (int period : new int[] {1, 2, 5, 21, 101}) {
            check(Quantile.TYPE, Map.of("period", period, "q", q), period, window -> {
                Arrays.sort(window);
                double place = q * (period - 1);
                int below = (int) Math.floor(place);
                int above = (int) Math.ceil(place);
                return window[below] + (place - below) * (window[above] - window[below]);
            });
        }
    }

    @Test
    void shouldInterpolateBetweenNeighbours() {
        NodeFixture quartile = NodeFixture.of(Quantile.TYPE, Map.of("period", 4, "q", 0.25));
        quartile.run(40);
        quartile.run(10);
        quartile.run(20);
        assertThat(quartile.run(30)).isEqualTo(17.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void shouldRankAmongThoseBefore(int period) {
        check(PercentRank.TYPE, Map.of("period", period), period + 1, window -> rank(window, 1));
        check(PercentRank.TYPE, Map.of("period", period, "ties", "strict"), period + 1, window -> rank(window, 0));
        check(PercentRank.TYPE, Map.of("period", period, "ties", "mean"), period + 1, window -> rank(window, 0.5));
    }

    private static double rank(double[] window, double share) {
        double newest = window[window.length - 1];
        double rank = 0;
        for (int i = 0; i < window.length - 1; i++) {
            rank += window[i] < newest ? 1 : window[i] == newest ? share : 0;
        }
        return 100 * rank / (window.length - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void shouldSayHowLongAgoTheExtremesCame(int period) {
        check(
                HighestBars.TYPE,
                Map.of("period", period),
                period,
                window -> age(window, Arrays.stream(window).max().orElseThrow()));
        check(
                LowestBars.TYPE,
                Map.of("period", period),
                period,
                window -> age(window, Arrays.stream(window).min().orElseThrow()));
    }

    private static int age(double[] window, double value) {
        int age = 0;
        while (window[window.length - 1 - age] != value) {
            age++;
        }
        return age;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void shouldAddUp(int period) {
        check(
                Sum.TYPE,
                Map.of("period", period),
                period,
                window -> Arrays.stream(window).sum());
    }

    @Test
    void shouldBeFoundUnderTheNamesOfWindows() {
        for (NodeType type : StatisticTypes.ALL) {
            double expected = switch (type.name()) {
                case "rolling-mean" -> 4;
                case "rolling-min" -> 1;
                case "rolling-max" -> 9;
                case "rolling-sum" -> 12;
                case "rolling-median" -> 2;
                default -> Double.NaN;
            };
            if (!Double.isNaN(expected)) {
                NodeFixture node = NodeFixture.of(type, Map.of("period", 3));
                node.run(77);
                node.run(2);
                node.run(9);
                assertThat(node.run(1)).as(type.name()).isEqualTo(expected);
            }
        }
        assertThat(StatisticTypes.ALL)
                .extracting(NodeType::name)
                .contains("rolling-mean", "rolling-min", "rolling-max", "rolling-sum", "rolling-median");
    }
}
