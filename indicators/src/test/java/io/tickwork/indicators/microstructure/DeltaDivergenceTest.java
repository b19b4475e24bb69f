// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
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

    private static DoubleStream before(double[] values, int index, int period) {
        return Arrays.stream(values, index - period, index);
    }
}
