// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Harness;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void shouldTakeAnyNumberOfInputs(int count) {
        checkVariadic(
                count, Add.TYPE, Add::value, inputs -> Arrays.stream(inputs).reduce(0, Double::sum));
        checkVariadic(
                count,
                Multiply.TYPE,
                Multiply::value,
                inputs -> Arrays.stream(inputs).reduce(1, (a, b) -> a * b));
        checkVariadic(
                count,
                Maximum.TYPE,
                Maximum::value,
                inputs -> DoubleStream.of(inputs).max().orElseThrow());
        checkVariadic(
                count,
                Minimum.TYPE,
                Minimum::value,
                inputs -> DoubleStream.of(inputs).min().orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static <N extends Node> void checkVariadic(
            int count, NodeType type, Function<N, DoubleOut> output, ToDoubleFunction<double[]> expected) {
        Harness<Node> node = Harness.of(type, new Parameters(Map.of()), count);
        Random random = new Random(count);
        double[] inputs = new double[count];
        for (int i = 0; i < 1_000; i++) {
            Arrays.setAll(inputs, k -> random.nextInt(4) == 0 ? random.nextInt(3) : random.nextGaussian());
            for (int k = 0; k < count; k++) {
                node.state().setDouble(node.inputs().get(k).doubleSlot(), inputs[k]);
            }
            assertThat(node.subject().compute(node.state())).isNotZero();
            double value =
                    node.state().getDouble(output.apply((N) node.subject()).slot());
            assertThat(value)
                    .as("%s of %d, seed %d, run %d", type, count, count, i)
                    .isCloseTo(expected.applyAsDouble(inputs), within(1e-12));
        }
    }

    @Test
    void shouldComputeFunctionsOfOneInput() {
        check(Absolute.TYPE, Map.of(), x -> x < 0 ? -x : x + 0.0);
        check(Negate.TYPE, Map.of(), x -> 0 - x);
        check(SquareRoot.TYPE, Map.of(), x -> x < 0 ? Double.NaN : Math.sqrt(x));
        check(Logarithm.TYPE, Map.of(), x -> x <= 0 ? Double.NaN : StrictMath.log(x));
        check(Exponential.TYPE, Map.of(), x -> x > 709.78 ? Double.NaN : StrictMath.exp(x));
        check(Linear.TYPE, Map.of(), x -> x + 0.0);
        check(Linear.TYPE, Map.of("factor", -2.5, "offset", 7.0), x -> -2.5 * x + 7.0);
        check(Clamp.TYPE, Map.of(), x -> x < -1 ? -1 : x > 1 ? 1 : x);
        check(Clamp.TYPE, Map.of("min", 0.5, "max", 0.5), x -> 0.5);
    }

    private static void check(NodeType type, Map<String, ?> parameters, DoubleUnaryOperator expected) {
        NodeFixture node = NodeFixture.of(type, parameters);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            double x = i % 5 == 0
                    ? new double[] {0.0, -0.0, 1e-9, 1e12, -1e12, Double.MIN_VALUE}[random.nextInt(6)]
                    : random.nextGaussian();
            assertThat(node.run(x))
                    .as("%s %s of %s", type, parameters, x)
                    .isEqualTo(Double.valueOf(expected.applyAsDouble(x)));
        }
    }

    @Test
    void shouldRefuseBoundsTheWrongWayRound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(Clamp.TYPE, Map.of("min", 2.0, "max", 1.0)))
                .withMessageContaining("min must not be above max");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void shouldLookBack(int period) {
        NodeFixture lag = NodeFixture.of(Lag.TYPE, Map.of("period", period));
        NodeFixture change = NodeFixture.of(Change.TYPE, Map.of("period", period));
        NodeFixture percent = NodeFixture.of(PercentChange.TYPE, Map.of("period", period));
        Random random = new Random(period);
        double[] inputs = new double[1_000];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i / 50 % 3 == 0 ? random.nextInt(3) : random.nextGaussian();
            double before = i < period ? Double.NaN : inputs[i - period];
            String place = "input " + i + ", seed " + period;
            assertThat(lag.run(inputs[i])).as(place).isEqualTo(Double.valueOf(before));
            assertThat(change.run(inputs[i])).as(place).isEqualTo(Double.valueOf(inputs[i] - before));
            double expected = before == 0 ? 0 : 100 * (inputs[i] / before - 1);
            double errorMax = i < period ? 0 : 1e-9 * (1 + Math.abs(expected));
            assertThat(percent.run(inputs[i])).as(place).isCloseTo(expected, within(errorMax));
        }
    }

    @Test
    void shouldCallAMoveFromZeroNoneInPercent() {
        NodeFixture percent = NodeFixture.of(PercentChange.TYPE, Map.of());
        percent.run(0);
        assertThat(percent.run(5)).isZero();
        assertThat(percent.run(6)).isCloseTo(20, within(1e-12));
    }
}
