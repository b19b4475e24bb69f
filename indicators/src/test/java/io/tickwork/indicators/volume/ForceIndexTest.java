// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForceIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 13, 100})
    void shouldBeWeighedSumOfForces(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(ForceIndex.TYPE, Map.of("period", period));
        double[] forces = new double[600];
        double weight = 2.0 / (period + 1);
        double before = 0;
        for (int i = 0; i < forces.length; i++) {
            double close = i / 20 % 3 == 1 ? before : 100 + random.nextInt(1_000) / 100.0;
            double volume = random.nextInt(4) * random.nextInt(1_000);
            node.candle("bar", close, close + 1, close - 1, close, volume).run();
            forces[i] = (close - before) * volume;
            before = close;
            String place = "seed %d, bar %d".formatted(period, i);
            assertThat(node.isValid("value")).as(place).isEqualTo(i >= period);
            if (i >= period) {
                // The average written out: each force by its weight, those of the seed sharing what is left.
                double expected = 0;
                for (int k = 1; k <= i; k++) {
                    double share = k <= period ? 1.0 / period : weight;
                    expected += forces[k] * share * StrictMath.pow(1 - weight, i - Math.max(k, period));
                }
                assertThat(node.value("value")).as(place).isCloseTo(expected, within(1e-9 * 4e4));
            }
        }
    }

    @Test
    void shouldBeZeroWhenNothingMoves() {
        NodeFixture node = NodeFixture.of(ForceIndex.TYPE, Map.of("period", 2));
        for (int i = 0; i < 3; i++) {
            node.candle("bar", 5, 5, 5, 5, 100).run();
        }
        assertThat(node.value("value")).isZero();
        node.candle("bar", 5, 7, 5, 7, 0).run();
        assertThat(node.value("value")).as("a move without volume").isZero();
    }
}
