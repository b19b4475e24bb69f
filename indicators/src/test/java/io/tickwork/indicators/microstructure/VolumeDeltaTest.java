// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeDeltaTest {
    private static final Side[] SIDES = Side.values();

    private static BigDecimal signed(double size, Side side) {
        return switch (side) {
            case BUY -> new BigDecimal(size);
            case SELL -> new BigDecimal(size).negate();
            case UNKNOWN -> BigDecimal.ZERO;
        };
    }

    @Test
    void shouldLoseNoDigitsInADay() {
        Random random = new Random(1);
        NodeFixture node = NodeFixture.of(CumulativeVolumeDelta.TYPE, Map.of());
        BigDecimal delta = BigDecimal.ZERO;
        for (int i = 0; i < 200_000; i++) {
            if (random.nextInt(50_000) == 0) {
                node.reset();
                delta = BigDecimal.ZERO;
            }
            double size = random.nextInt(1_000) == 0 ? 1e9 * random.nextDouble() : random.nextInt(100) / 1_000.0;
            Side side = SIDES[random.nextInt(SIDES.length)];
            node.trade("trade", 100, size, side).run();
            delta = delta.add(signed(size, side));
            assertThat(node.value("value")).as("seed 1, trade %d", i).isEqualTo(delta.doubleValue());
        }
        assertThat(CumulativeVolumeDelta.TYPE.resetOnSession()).isTrue();
    }

    @Test
    void shouldFollowTheDeltaWithinEachBar() {
        Random random = new Random(2);
        NodeFixture node = NodeFixture.of(BarDelta.TYPE, Map.of());
        double delta = 0;
        double max = 0;
        double min = 0;
        for (int i = 0; i < 20_000; i++) {
            String place = "seed 2, run " + i;
            if (random.nextInt(10) == 0) {
                node.candle("bar", 100, 101, 99, 100, 1).run();
                assertThat(node.isProduced("value")).as(place).isTrue();
                assertThat(node.value("value")).as(place).isEqualTo(delta);
                assertThat(node.value("max")).as(place).isEqualTo(max);
                assertThat(node.value("min")).as(place).isEqualTo(min);
                assertThat(node.value("forming")).as(place).isZero();
                delta = 0;
                max = 0;
                min = 0;
            } else {
                Side side = SIDES[random.nextInt(SIDES.length)];
                double size = random.nextInt(100);
                node.trade("trade", 100, size, side).run();
                delta += signed(size, side).doubleValue();
                max = Math.max(max, delta);
                min = Math.min(min, delta);
                assertThat(node.isProduced("value")).as(place).isFalse();
                assertThat(node.value("forming")).as(place).isEqualTo(delta);
            }
        }
    }

    @Test
    void shouldBeZeroInABarWithoutTrades() {
        NodeFixture node = NodeFixture.of(BarDelta.TYPE, Map.of());
        node.trade("trade", 100, 5, Side.SELL).run();
        node.candle("bar", 100, 100, 100, 100, 5).run();
        assertThat(node.value("value")).isEqualTo(-5);
        assertThat(node.value("max")).isZero();
        assertThat(node.value("min")).isEqualTo(-5);
        node.candle("bar", 100, 100, 100, 100, 0).run();
        assertThat(node.isProduced("value")).isTrue();
        assertThat(node.value("value")).isZero();
        assertThat(node.value("min")).isZero();
    }
}
