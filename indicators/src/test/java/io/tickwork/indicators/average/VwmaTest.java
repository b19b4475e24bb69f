// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VwmaTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 50})
    void shouldWeighClosesByVolume(int period) {
        Random random = new Random(period);
        NodeFixture vwma = NodeFixture.of(Vwma.TYPE, Map.of("period", period));
        double[] closes = new double[5_000];
        double[] volumes = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = 1_000 + random.nextInt(10_000) / 100.0;
            // Now and then a stretch of bars without a trade.
            volumes[i] = i / 70 % 3 == 0 ? 0 : random.nextInt(1_000) / 1_000.0;
            vwma.candle("bar", closes[i] + 1, closes[i] + 2, closes[i] - 3, closes[i], volumes[i])
                    .run();
            double turnover = 0;
            double volume = 0;
            for (int k = Math.max(0, i + 1 - period); k <= i; k++) {
                turnover += closes[k] * volumes[k];
                volume += volumes[k];
            }
            assertThat(vwma.isValid("value")).as("seed %d, bar %d", period, i).isEqualTo(i + 1 >= period && volume > 0);
            if (vwma.isValid("value")) {
                assertThat(vwma.value("value"))
                        .as("seed %d, bar %d", period, i)
                        .isCloseTo(turnover / volume, within(1e-9 * turnover / volume));
            }
        }
    }
}
