// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each average beside its definition, computed from all inputs at every input. */
class AverageOracleTest {
    private static final int LENGTH = 1_500;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 101})
    void shouldWeighTheNewestMost(int period) {
        check(Wma.TYPE, period, period, inputs -> weighted(inputs, period));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 101})
    void shouldWeighTheMiddleMost(int period) {
        double[] weights = IntStream.range(0, period)
                .mapToDouble(i -> Math.min(i + 1, period - i))
                .toArray();
        check(Trima.TYPE, period, period, inputs -> mean(inputs, weights));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 12, 13, 16, 50})
    void shouldRunAheadAsHullsDoes(int period) {
        int root = (int) Math.round(Math.sqrt(period));
        check(Hma.TYPE, period, period + root - 1, inputs -> {
            double[] ahead = new double[root];
            for (int i = 0; i < root; i++) {
                double[] past = Arrays.copyOf(inputs, inputs.length - (root - 1 - i));
                ahead[i] = 2 * weighted(past, period / 2) - weighted(past, period);
            }
            return weighted(ahead, root);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 60})
    void shouldSmoothAsWilder(int period) {
        check(Rma.TYPE, period, period, inputs -> {
            double average = Arrays.stream(inputs, 0, period).average().orElseThrow();
            for (int i = period; i < inputs.length; i++) {
                average = (average * (period - 1) + inputs[i]) / period;
            }
            return average;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 101})
    void shouldEndTheLineOfLeastSquares(int period) {
        check(Lsma.TYPE, period, period, inputs -> {
            double[] weights = IntStream.range(0, period)
                    .mapToDouble(i -> (6.0 * i - 2 * (period - 2)) / (period * (period + 1.0)))
                    .toArray();
            double[] window = Arrays.copyOfRange(inputs, inputs.length - period, inputs.length);
            return IntStream.range(0, period)
                    .mapToDouble(i -> weights[i] * window[i])
                    .sum();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20})
    void shouldAdaptWithPeriodsOfItsOwn(int period) {
        int fast = 3;
        int slow = 12;
        Map<String, Object> parameters = Map.of("period", period, "fast", fast, "slow", slow);
        check(Kama.TYPE, parameters, period, period + 1, inputs -> {
            double average = inputs[period - 1];
            for (int i = period; i < inputs.length; i++) {
                double way = 0;
                for (int k = i - period + 1; k <= i; k++) {
                    way += Math.abs(inputs[k] - inputs[k - 1]);
                }
                double efficiency = way == 0 ? 1 : Math.abs(inputs[i] - inputs[i - period]) / way;
                double root = 2.0 / (slow + 1) + efficiency * (2.0 / (fast + 1) - 2.0 / (slow + 1));
                average += root * root * (inputs[i] - average);
            }
            return average;
        });
    }

    private static double weighted(double[] inputs, int count) {
        return mean(inputs, IntStream.rangeClosed(1, count).mapToDouble(i -> i).toArray());
    }

    /** Of the last inputs, as many as there are weights. */
    private static double mean(double[] inputs, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * inputs[inputs.length - weights.length + i];
        }
        return sum / Arrays.stream(weights).sum();
    }

    private static void check(NodeType type, int period, int warmUpCount, ToDoubleFunction<double[]> oracle) {
        check(type, Map.of("period", period), period, warmUpCount, oracle);
    }

    private static void check(
            NodeType type, Map<String, ?> parameters, int seed, int warmUpCount, ToDoubleFunction<double[]> oracle) {
        double[] inputs = inputs(seed);
        NodeFixture node = NodeFixture.of(type, parameters);
        for (int i = 0; i < LENGTH; i++) {
            double value = node.run(inputs[i]);
            assertThat(node.isValid("value"))
                    .as("%s, seed %d, input %d", type, seed, i)
                    .isEqualTo(i + 1 >= warmUpCount);
            if (i + 1 >= warmUpCount) {
                double expected = oracle.applyAsDouble(Arrays.copyOf(inputs, i + 1));
                // The oracle sums up to a hundred values of up to a thousand.
                assertThat(value)
                        .as("%s, seed %d, input %d", type, seed, i)
                        .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-11));
            }
        }
    }

    /** A walk around zero with plateaus, zeros and jumps. */
    private static double[] inputs(int seed) {
        Random random = new Random(seed);
        double[] inputs = new double[LENGTH];
        for (int i = 1; i < LENGTH; i++) {
            int kind = random.nextInt(100);
            boolean isPlateau = i / 150 % 3 == 1;
            inputs[i] = isPlateau
                    ? inputs[i - 1]
                    : kind == 0 ? 0 : kind == 1 ? 500 * random.nextGaussian() : inputs[i - 1] + random.nextGaussian();
        }
        return inputs;
    }

    @Test
    void shouldBeAnyConstantThatIsAveraged() {
        for (NodeType type : AverageTypes.ALL) {
            for (double price : new double[] {1e-9, 0.1, 100_000.01, 1e12}) {
                NodeFixture node = NodeFixture.of(type, Map.of("period", 3));
                for (int i = 0; i < 200; i++) {
                    feed(node, type, price);
                    node.run();
                }
                assertThat(node.value("value")).as("%s of %s", type, price).isCloseTo(price, within(1e-14 * price));
            }
        }
    }

    @Test
    void shouldForgetAHugePrice() {
        for (NodeType type : AverageTypes.ALL) {
            NodeFixture node = NodeFixture.of(type, Map.of("period", 3));
            for (int i = 0; i < 1_000; i++) {
                feed(node, type, i == 20 ? 1e12 : 1e-9);
                node.run();
                assertThat(Double.isFinite(node.value("value"))).isTrue();
            }
            assertThat(node.value("value")).as(type.name()).isCloseTo(1e-9, within(1e-18));
        }
    }

    private static void feed(NodeFixture node, NodeType type, double price) {
        String input = type.inputs().get(0).name();
        if (input.equals("bar")) {
            node.candle(input, price, price, price, price, 7);
        } else {
            node.set(input, price);
        }
    }
}
