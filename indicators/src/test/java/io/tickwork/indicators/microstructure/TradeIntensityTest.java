// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeIntensityTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60})
    void shouldCountEachTradeByItsAge(int halfLifeS) {
        Random random = new Random(halfLifeS);
        NodeFixture node = NodeFixture.of(TradeIntensity.TYPE, Map.of("half-life", halfLifeS + "s"))
                .valid("clock", true);
        long[] timesNs = new long[1_000];
        int tradeCount = 0;
        long nowNs = START_NS;
        while (tradeCount < timesNs.length) {
            // Mostly some milliseconds, sometimes none at all, sometimes a lull.
            nowNs += random.nextInt(4) == 0 ? 0 : (long) (5e6 * random.nextInt(random.nextInt(50) == 0 ? 10_000 : 10));
            node.at(nowNs);
            if (random.nextInt(4) == 0) {
                node.fire("clock");
            } else {
                timesNs[tradeCount++] = nowNs;
                node.trade("trade", 100, 1, Side.BUY);
            }
            node.run();
            double expected = 0;
            for (int k = 0; k < tradeCount; k++) {
                double ageS = (nowNs - timesNs[k]) / 1e9;
                expected += StrictMath.log(2) / halfLifeS * StrictMath.pow(0.5, ageS / halfLifeS);
            }
            assertThat(node.value("value"))
                    .as("seed %d, trade %d", halfLifeS, tradeCount)
                    .isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @Test
    void shouldFadeAwayAndComeBack() {
        NodeFixture node = NodeFixture.of(TradeIntensity.TYPE, Map.of("half-life", "1s"));
        node.at(START_NS).trade("trade", 100, 1, Side.BUY).run();
        double first = node.value("value");
        assertThat(first).isEqualTo(StrictMath.log(2), within(1e-15));
        node.at(START_NS + 60 * MINUTE_NS).fire("clock").run();
        assertThat(node.value("value")).isZero();
        node.trade("trade", 100, 1, Side.BUY).run();
        assertThat(node.value("value")).isEqualTo(first);
    }

    @Test
    void shouldApproachTheRateOfASteadyFlow() {
        NodeFixture node = NodeFixture.of(TradeIntensity.TYPE, Map.of("half-life", "10s"));
        for (int i = 0; i < 10_000; i++) {
            node.at(START_NS + i * 25_000_000L).trade("trade", 100, 1, Side.BUY).run();
        }
        assertThat(node.value("value")).as("40 trades a second").isCloseTo(40, within(0.1));
    }
}
