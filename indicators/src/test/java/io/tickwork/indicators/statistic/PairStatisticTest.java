// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairStatisticTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 100})
    void shouldComputeFromTheLastPairs(int period) {
        NodeFixture covariance = NodeFixture.of(Covariance.TYPE, Map.of("period", period));
        NodeFixture correlation = NodeFixture.of(Correlation.TYPE, Map.of("period", period));
        NodeFixture regression = NodeFixture.of(Regression.TYPE, Map.of("period", period));
        Random random = new Random(period);
        double[] xs = new double[5_000];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            // Small whole numbers, so that windows of equal values occur; the arithmetic below is then exact.
            xs[i] = i / 300 % 3 == 0 ? 5 : random.nextInt(4);
            ys[i] = i / 200 % 3 == 0 ? 0 : random.nextInt(4) - xs[i];
            covariance.set("y", ys[i]).run(xs[i]);
            correlation.set("y", ys[i]).run(xs[i]);
            regression.set("y", ys[i]).run(xs[i]);
            String place = "seed %d, input %d".formatted(period, i);
            assertThat(covariance.isValid("value")).as(place).isEqualTo(i + 1 >= period);
            assertThat(correlation.isValid("value")).as(place).isEqualTo(i + 1 >= period);
            if (i + 1 < period) {
                assertThat(regression.isValid("slope")).as(place).isFalse();
                continue;
            }
            double[] x = Arrays.copyOfRange(xs, i + 1 - period, i + 1);
            double[] y = Arrays.copyOfRange(ys, i + 1 - period, i + 1);
            double joint = joint(x, y);
            double spread = joint(x, x);
            double scale = Math.sqrt(spread * joint(y, y));
            assertThat(covariance.value("value")).as(place).isCloseTo(joint, within(1e-9));
            assertThat(correlation.value("value")).as(place).isCloseTo(scale == 0 ? 0 : joint / scale, within(1e-9));
            for (String output : new String[] {"slope", "intercept", "residual"}) {
                assertThat(regression.isValid(output)).as(place).isEqualTo(spread > 0);
            }
            if (spread > 0) {
                double slope = joint / spread;
                double intercept = mean(y) - slope * mean(x);
                assertThat(regression.value("slope")).as(place).isCloseTo(slope, within(1e-9));
                assertThat(regression.value("intercept")).as(place).isCloseTo(intercept, within(1e-9));
                assertThat(regression.value("residual"))
                        .as(place)
                        .isCloseTo(ys[i] - intercept - slope * xs[i], within(1e-9));
            }
        }
    }

    private static double joint(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        // What is left of a constant is rounding.
        return Math.abs(sum) < 1e-12 ? 0 : sum / x.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    @Test
    void shouldBeTheSlopeOfReturns() {
        NodeFixture beta = NodeFixture.of(Beta.TYPE, Map.of("period", 3));
        double x = 100;
        double y = 50;
        beta.set("y", y).run(x);
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            double move = random.nextGaussian() / 100;
            x *= 1 + move;
            y *= 1 + 1.5 * move;
            beta.set("y", y).run(x);
            assertThat(beta.isValid("value")).isEqualTo(i >= 2);
            if (i >= 2) {
                assertThat(beta.value("value")).as("seed 1, input %d", i).isCloseTo(1.5, within(1e-9));
            }
        }
    }

    @Test
    void shouldHaveNoBetaToWhatDoesNotMove() {
        NodeFixture beta = NodeFixture.of(Beta.TYPE, Map.of("period", 2));
        for (double y : new double[] {1, 2, 4, 3}) {
            beta.set("y", y).run(100);
        }
        assertThat(beta.value("value")).isZero();
    }

    @Test
    void shouldTakeAReturnOnNothingForNone() {
        NodeFixture beta = NodeFixture.of(Beta.TYPE, Map.of("period", 2));
        // Returns of x: -1, 0, of y: 0, 0.5.
        beta.set("y", 2.0).run(5);
        beta.set("y", 2.0).run(0);
        beta.set("y", 3.0).run(7);
        assertThat(beta.value("value")).isCloseTo(0.5, within(1e-12));
    }
}
