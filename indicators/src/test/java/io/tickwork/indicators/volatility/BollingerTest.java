// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BollingerTest {
    private final NodeFixture bands = NodeFixture.of(Bollinger.TYPE, Map.of("period", 3, "k", 2.0));

    private void run(double... prices) {
        for (double price : prices) {
            bands.set("source", price).run();
        }
    }

    @Test
    void shouldPlaceTheInputBetweenTheBands() {
        Random random = new Random(3);
        run(100, 101);
        for (int i = 0; i < 1_000; i++) {
            double price = 100 + random.nextGaussian();
            run(price);
            double upper = bands.value("upper");
            double lower = bands.value("lower");
            assertThat(bands.value("percent-b"))
                    .as("seed 3, input %d", i)
                    .isCloseTo((price - lower) / (upper - lower), within(1e-9));
            assertThat(bands.value("width"))
                    .as("seed 3, input %d", i)
                    .isCloseTo((upper - lower) / bands.value("middle"), within(1e-12));
        }
    }

    @Test
    void shouldHaveNoPlaceBetweenBandsThatMeet() {
        run(100, 101, 102);
        assertThat(bands.isValid("percent-b")).isTrue();
        run(102, 102);
        assertThat(bands.isValid("percent-b")).isFalse();
        assertThat(bands.value("upper")).isEqualTo(102);
        assertThat(bands.value("lower")).isEqualTo(102);
        assertThat(bands.value("width")).isZero();
        run(103);
        assertThat(bands.isValid("percent-b")).isTrue();
    }

    @Test
    void shouldHaveNoWidthBesideAMeanOfZero() {
        run(-1, 0, 1);
        assertThat(bands.value("middle")).isZero();
        assertThat(bands.isValid("width")).isFalse();
        run(1);
        assertThat(bands.isValid("width")).isTrue();
    }
}
