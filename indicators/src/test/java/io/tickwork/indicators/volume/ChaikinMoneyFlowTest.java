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

class ChaikinMoneyFlowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 21, 100})
    void shouldBeFlowByVolume(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(ChaikinMoneyFlow.TYPE, Map.of("period", period));
        double[] flows = new double[5_000];
        double[] volumes = new double[flows.length];
        for (int i = 0; i < flows.length; i++) {
            // Now and then a stretch of bars without a range, or without a volume.
            double low = 100 + random.nextInt(100) / 100.0;
            double high = i / 50 % 4 == 1 ? low : low + random.nextInt(100) / 100.0;
            double close = low + (high - low) * random.nextInt(5) / 4.0;
            volumes[i] = i / 130 % 3 == 0 ? 0 : random.nextInt(1_000);
            flows[i] = high == low ? 0 : ((close - low) - (high - close)) / (high - low) * volumes[i];
            node.candle("bar", low, high, low, close, volumes[i]).run();
            double flow = 0;
            double volume = 0;
            for (int k = Math.max(0, i + 1 - period); k <= i; k++) {
                flow += flows[k];
                volume += volumes[k];
            }
            assertThat(node.isValid("value")).as("seed %d, bar %d", period, i).isEqualTo(i + 1 >= period && volume > 0);
            if (node.isValid("value")) {
                assertThat(node.value("value"))
                        .as("seed %d, bar %d", period, i)
                        .isCloseTo(flow / volume, within(1e-12));
            }
        }
    }

    @Test
    void shouldBeOneWhenAllBarsCloseOnTheHigh() {
        NodeFixture node = NodeFixture.of(ChaikinMoneyFlow.TYPE, Map.of("period", 2));
        node.candle("bar", 1, 3, 1, 3, 10).run();
        node.candle("bar", 1, 2, 1, 2, 5).run();
        assertThat(node.value("value")).isEqualTo(1);
        node.candle("bar", 7, 7, 7, 7, 5).run();
        assertThat(node.value("value")).as("one bar without a range").isEqualTo(0.5);
        node.candle("bar", 7, 7, 7, 7, 0).run();
        node.candle("bar", 7, 7, 7, 7, 0).run();
        assertThat(node.isValid("value")).as("no volume").isFalse();
    }
}
