// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeTradeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 100})
    void shouldCompareWithTheTradesBefore(int period) {
        Random random = new Random(period);
        NodeFixture node =
                NodeFixture.of(LargeTrade.TYPE, Map.of("period", period, "multiple", 1.5, "threshold", 20.0));
        int[] sizes = new int[5_000];
        int largeCount = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i / 90 % 4 == 0 ? 30 : random.nextInt(64);
            node.trade("trade", 100, sizes[i], Side.BUY).run();
            String place = "seed %d, trade %d".formatted(period, i);
            assertThat(node.isValid("large")).as(place).isEqualTo(i >= period);
            if (i >= period) {
                long sum = 0;
                for (int k = i - period; k < i; k++) {
                    sum += sizes[k];
                }
                boolean isLarge = sizes[i] >= 20 && 2L * period * sizes[i] >= 3 * sum;
                assertThat(node.booleanValue("large")).as(place).isEqualTo(isLarge);
                assertThat(node.value("size")).as(place).isEqualTo(isLarge ? sizes[i] : 0);
                largeCount += isLarge ? 1 : 0;
            }
        }
        assertThat(largeCount).isBetween(500, 4_500);
    }

    @Test
    void shouldTakeEitherConditionAlone() {
        NodeFixture node = NodeFixture.of(LargeTrade.TYPE, Map.of("period", 1, "multiple", 0.0, "threshold", 10.0));
        node.trade("trade", 100, 1_000, Side.BUY).run();
        assertThat(node.trade("trade", 100, 10, Side.BUY).run().booleanValue("large"))
                .isTrue();
        assertThat(node.trade("trade", 100, 9, Side.BUY).run().booleanValue("large"))
                .isFalse();
        node.change("threshold", 0.0).change("multiple", 2.0);
        assertThat(node.trade("trade", 100, 18, Side.BUY).run().booleanValue("large"))
                .isTrue();
        assertThat(node.trade("trade", 100, 35, Side.BUY).run().booleanValue("large"))
                .isFalse();
    }

    @Test
    void shouldNeverTakeATradeWithoutASize() {
        NodeFixture node = NodeFixture.of(LargeTrade.TYPE, Map.of("period", 1, "multiple", 0.0));
        node.trade("trade", 100, 0, Side.BUY).run();
        assertThat(node.trade("trade", 100, 0, Side.BUY).run().booleanValue("large"))
                .isFalse();
        assertThat(node.value("size")).isZero();
        assertThat(node.trade("trade", 100, 1e-9, Side.BUY).run().booleanValue("large"))
                .isTrue();
    }
}
