// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VwapTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 50})
    void shouldBeTurnoverByVolume(int period) {
        Random random = new Random(period);
        NodeFixture vwap = NodeFixture.of(Vwap.TYPE, Map.of("period", period));
        double[] prices = new double[5_000];
        double[] sizes = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = 1_000 + random.nextInt(10_000) / 100.0;
            // Now and then a stretch of trades without a size.
            sizes[i] = i / 70 % 3 == 0 ? 0 : random.nextInt(1_000) / 1_000.0;
            vwap.trade("trade", prices[i], sizes[i], Side.BUY).run();
            double turnover = 0;
            double volume = 0;
            for (int k = Math.max(0, i + 1 - period); k <= i; k++) {
                turnover += prices[k] * sizes[k];
                volume += sizes[k];
            }
            assertThat(vwap.isValid("value"))
                    .as("seed %d, trade %d", period, i)
                    .isEqualTo(i + 1 >= period && volume > 0);
            if (vwap.isValid("value")) {
                assertThat(vwap.value("value"))
                        .as("seed %d, trade %d", period, i)
                        .isCloseTo(turnover / volume, within(1e-9 * turnover / volume));
            }
        }
    }
}
