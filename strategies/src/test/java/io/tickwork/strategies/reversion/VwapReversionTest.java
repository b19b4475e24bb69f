// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VwapReversionTest {
    private NodeFixture reversion = NodeFixture.of(VwapReversion.TYPE, Map.of());

    private String run(long second, double price, double vwap, double deviation) {
        reversion.at(second * PastSignals.SECOND_NS).set("price", price);
        reversion.set("vwap", vwap).set("deviation", deviation).run();
        return PastSignals.reason(reversion);
    }

    @Test
    void shouldMeasureTheDistanceInDeviations() {
        assertThat(run(0, 97, 100, 2)).isNull();
        assertThat(run(1, 96, 100, 2)).isEqualTo("enter-long");
        assertThat(reversion.strength("signal")).isEqualTo(2);
        assertThat(reversion.referencePrice("signal")).isEqualTo(96);
        assertThat(run(2, 98, 100, 2)).isNull();
        assertThat(run(3, 99, 100, 2)).isEqualTo("exit-long");
        assertThat(run(100, 105, 100, 2)).isEqualTo("enter-short");
        assertThat(run(101, 108, 100, 2)).isEqualTo("stop");
    }

    @Test
    void shouldDecideNothingWithoutADeviation() {
        assertThat(run(0, 96, 100, 0)).isNull();
        assertThat(run(0, 96, 100, -2)).isNull();
        assertThat(run(0, 96, 100, 2)).isEqualTo("enter-long");
        assertThat(run(1, 100, 100, 0)).isNull();
        assertThat(run(1, 90, 100, 0)).isNull();
        reversion.change("session-to", 0);
        assertThat(run(2, 90, 100, 0)).as("but the end of the session").isEqualTo("session-end");
    }

    @Test
    void shouldNotEnterAtADistanceTooGreatForANumber() {
        assertThat(run(0, 1e300, 100, 1e-300)).isNull();
        assertThat(run(0, 105, 100, 2)).isEqualTo("enter-short");
        assertThat(run(1, 1e300, 100, 1e-300)).isEqualTo("stop");
        assertThat(reversion.strength("signal")).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        assertThat(run(0, 97, 100, 2)).isNull();
        reversion.change("entry", 1.5);
        assertThat(run(1, 97, 100, 2)).isEqualTo("enter-long");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheRulesWrittenOut(int seed) {
        Random random = new Random(seed);
        PastSignals expected = PastSignals.random(random);
        reversion = NodeFixture.of(VwapReversion.TYPE, expected.parameters(Map.of()));
        long second = 0;
        for (int i = 0; i < 5_000; i++) {
            second += random.nextInt(300);
            double price = 100 + random.nextInt(41) / 4.0 - 5;
            double vwap = 100 + random.nextInt(5) - 2;
            double deviation = random.nextInt(4) / 2.0;
            run(second, price, vwap, deviation);
            expected.at(second * PastSignals.SECOND_NS);
            if (deviation > 0) {
                ReversionOracle.decide(expected, (price - vwap) / deviation, price, 2.0, 0.5, 4.0);
            } else if (expected.mustLeave()) {
                expected.leave("session-end", 0, price);
            }
            expected.check(reversion, "seed %d, run %d".formatted(seed, i));
        }
    }
}
