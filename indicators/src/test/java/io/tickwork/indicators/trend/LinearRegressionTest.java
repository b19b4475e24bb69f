// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearRegressionTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeThatOfTaLib(Series series) {
        for (int period : new int[] {2, 3, 14, 50, 200}) {
            double[] value = new double[series.length()];
            double[] slope = new double[series.length()];
            double[] intercept = new double[series.length()];
            double[] forecast = new double[series.length()];
            double[] angle = new double[series.length()];
            TaLibComparison.of(series, LinearRegression.TYPE, Map.of("period", period))
                    .output("value", value)
                    .output("slope", slope)
                    .output("intercept", intercept)
                    .output("forecast", forecast)
                    .output("angle", angle)
                    .with((core, last, begin, count) -> {
                        core.linearRegSlope(0, last, series.close(), period, begin, count, slope);
                        core.linearRegIntercept(0, last, series.close(), period, begin, count, intercept);
                        core.tsf(0, last, series.close(), period, begin, count, forecast);
                        core.linearRegAngle(0, last, series.close(), period, begin, count, angle);
                        return core.linearReg(0, last, series.close(), period, begin, count, value);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 100})
    void shouldExplainWhatTheResidualsLeave(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(LinearRegression.TYPE, Map.of("period", period));
        double[] inputs = new double[3_000];
        for (int i = 0; i < inputs.length; i++) {
            // Walks, and stretches without a move.
            inputs[i] = i == 0 ? 100 : inputs[i - 1] + (i / 150 % 3 == 1 ? 0 : random.nextInt(100) - 49);
            node.run(inputs[i]);
            if (i + 1 < period) {
                assertThat(node.isValid("r-squared")).isFalse();
                continue;
            }
            double mean = 0;
            for (int k = i + 1 - period; k <= i; k++) {
                mean += inputs[k] / period;
            }
            double total = 0;
            double residual = 0;
            for (int k = 0; k < period; k++) {
                double input = inputs[i + 1 - period + k];
                double fitted = node.value("intercept") + k * node.value("slope");
                total += (input - mean) * (input - mean);
                residual += (input - fitted) * (input - fitted);
            }
            boolean isMoving = total > 1e-9;
            assertThat(node.isValid("r-squared"))
                    .as("seed %d, input %d", period, i)
                    .isEqualTo(isMoving);
            if (isMoving) {
                assertThat(node.value("r-squared"))
                        .as("seed %d, input %d", period, i)
                        .isBetween(0.0, 1.0)
                        .isCloseTo(1 - residual / total, within(1e-9));
            }
        }
    }

    @Test
    void shouldFollowAStraightLine() {
        NodeFixture node = NodeFixture.of(LinearRegression.TYPE, Map.of("period", 5));
        for (int i = 0; i < 20; i++) {
            node.run(100 - i);
        }
        assertThat(node.value("value")).isEqualTo(81);
        assertThat(node.value("intercept")).isEqualTo(85);
        assertThat(node.value("forecast")).isEqualTo(80);
        assertThat(node.value("slope")).isEqualTo(-1);
        assertThat(node.value("angle")).isEqualTo(-45);
        assertThat(node.value("r-squared")).isEqualTo(1);
    }

    @Test
    void shouldBeLevelWhileAllInputsAreEqual() {
        NodeFixture node = NodeFixture.of(LinearRegression.TYPE, Map.of("period", 3));
        node.run(5);
        node.run(6);
        node.run(8);
        assertThat(node.isValid("r-squared")).isTrue();
        node.run(8);
        node.run(8);
        assertThat(node.isValid("r-squared")).isFalse();
        assertThat(node.value("slope")).isZero();
        assertThat(node.value("angle")).isZero();
        assertThat(node.value("value")).isEqualTo(8);
        assertThat(node.value("forecast")).isEqualTo(8);
        node.run(9);
        assertThat(node.isValid("r-squared")).isTrue();
    }
}
