// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RsiTest {
    private final NodeFixture rsi = NodeFixture.of(Rsi.TYPE, Map.of("period", 2));

    @Test
    void shouldBeTheShareOfRises() {
        assertThat(rsi.run(10)).isNaN();
        assertThat(rsi.run(13)).isNaN();
        assertThat(rsi.run(12)).isCloseTo(75, within(1e-12));
        // Average rise 0.75, average fall (0.5 + 2) / 2.
        assertThat(rsi.run(10)).isCloseTo(37.5, within(1e-12));
    }

    @Test
    void shouldBeZeroWhileNothingHasEverMoved() {
        rsi.run(10);
        rsi.run(10);
        assertThat(rsi.run(10)).isZero();
    }

    @Test
    void shouldKeepItsValueForAWhileWhenThePriceStandsStillAndThenFadeToZero() {
        rsi.run(10);
        rsi.run(13);
        rsi.run(12);
        for (int i = 0; i < 20; i++) {
            assertThat(rsi.run(12)).isCloseTo(75, within(1e-9));
        }
        for (int i = 0; i < 40; i++) {
            rsi.run(12);
        }
        assertThat(rsi.run(12)).isZero();
    }

    @Test
    void shouldNotDependOnTheUnitOfThePrice() {
        NodeFixture inDollars = NodeFixture.of(Rsi.TYPE, Map.of("period", 14));
        NodeFixture inTinyParts = NodeFixture.of(Rsi.TYPE, Map.of("period", 14));
        Random random = new Random(7);
        double price = 100;
        for (int i = 0; i < 2_000; i++) {
            price += random.nextInt(3) == 0 ? random.nextGaussian() : 0;
            assertThat(Double.compare(inTinyParts.run(price * 0x1p-60), inDollars.run(price)))
                    .as("seed 7, input %d", i)
                    .isZero();
        }
    }
}
