// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZScoreTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 100})
    void shouldBeTheDistanceFromTheMeanInDeviations(int period) {
        Random random = new Random(period);
        NodeFixture zscore = NodeFixture.of(ZScore.TYPE, Map.of("period", period));
        double[] inputs = new double[5_000];
        for (int i = 0; i < inputs.length; i++) {
            // Small whole numbers, so that windows of equal values occur; the arithmetic below is then exact.
            inputs[i] = i / 300 % 2 == 0 ? 5 : random.nextInt(4);
            double score = zscore.run(inputs[i]);
            double[] window = Arrays.copyOfRange(inputs, Math.max(0, i + 1 - period), i + 1);
            double mean = Arrays.stream(window).average().orElseThrow();
            double variance = Arrays.stream(window)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            boolean isExpected =
                    i + 1 >= period && Arrays.stream(window).distinct().count() > 1;
            assertThat(zscore.isValid("value"))
                    .as("seed %d, input %d", period, i)
                    .isEqualTo(isExpected);
            if (isExpected) {
                double expected = (inputs[i] - mean) / Math.sqrt(variance);
                assertThat(score).as("seed %d, input %d", period, i).isCloseTo(expected, within(1e-9));
            }
        }
    }
}
