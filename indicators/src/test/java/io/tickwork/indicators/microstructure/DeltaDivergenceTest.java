// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaDivergenceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void shouldCompareTheBarWithThoseBefore(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(DeltaDivergence.TYPE, Map.of("period", period));
        double[] lows = new double[4_000];
        double[] highs = new double[lows.length];
        double[] sums = new double[lows.length];
        int[] seen = new int[2];
        double low = 100;
        double sum = 0;
        for (int i = 0; i < lows.length; i++) {
            low += random.nextInt(7) - 3;
            double delta = random.nextInt(9) - 4;
            lows[i] = low;
            highs[i] = low + random.nextInt(4);
            sums[i] = sum += delta;
            node.set("delta", delta)
                    .candle("bar", lows[i], highs[i], lows[i], lows[i], 1)
                    .run();
            assertThat(node.isValid("bullish")).isEqualTo(i >= period);
            if (i < period) {
                continue;
            }
            boolean isBullish = lows[i] < before(lows, i, period).min().orElseThrow()
                    && sums[i] > before(sums, i, period).min().orElseThrow();
            boolean isBearish = highs[i] > before(highs, i, period).max().orElseThrow()
                    && sums[i] < before(sums, i, period).max().orElseThrow();
            assertThat(node.booleanValue("bullish"))
                    .as("seed %d, bar %d", period, i)
                    .isEqualTo(isBullish);
            assertThat(node.booleanValue("bearish"))
                    .as("seed %d, bar %d", period, i)
                    .isEqualTo(isBearish);
            assertThat(node.value("cumulative-delta")).isEqualTo(sum);
            seen[0] += isBullish ? 1 : 0;
            seen[1] += isBearish ? 1 : 0;
        }
        assertThat(seen[0]).isPositive();
        assertThat(seen[1]).isPositive();
    }

    @Test
    void shouldLoseNoDigits() {
        Random random = new Random(1);
        NodeFixture node = NodeFixture.of(DeltaDivergence.TYPE, Map.of("period", 1));
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 50_000; i++) {
            double delta = random.nextInt(1_000) == 0
                    ? 1e9 * (random.nextDouble() - 0.5)
                    : (random.nextInt(101) - 50) / 1_000.0;
            sum = sum.add(new BigDecimal(delta));
            node.set("delta", delta).candle("bar", 100, 100, 100, 100, 1).run();
            if (i > 0 && node.value("cumulative-delta") != sum.doubleValue()) {
                throw new AssertionError(
                        "seed 1, bar " + i + ": " + node.value("cumulative-delta") + ", exactly " + sum);
            }
        }
    }

    private static DoubleStream before(double[] values, int index, int period) {
        return Arrays.stream(values, index - period, index);
    }
}
