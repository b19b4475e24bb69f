// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceLevelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.01", "0.00001", "0.25", "0.5", "1", "2.5", "0.3", "0.015625", "10", "0.07"})
    void shouldPutDecimalsWhereDecimalArithmeticPutsThem(String size) {
        Random random = new Random(1);
        BigDecimal width = new BigDecimal(size);
        PriceLevels levels = PriceLevels.of(width.doubleValue());
        for (int i = 0; i < 100_000; i++) {
            // Half of the prices are multiples of the width, which is where roundings show.
            BigDecimal price = i % 2 == 0
                    ? width.multiply(BigDecimal.valueOf(random.nextInt(2_000_000) - 500_000))
                    : BigDecimal.valueOf(random.nextInt(2_000_000_000) - 500_000_000, random.nextInt(8));
            BigDecimal level = price.divide(width, 0, RoundingMode.FLOOR);
            assertThat(levels.level(price.doubleValue()))
                    .as("seed 1, %s", price)
                    .isEqualTo(level.longValue());
            double first = level.multiply(width).doubleValue();
            assertThat(levels.price(level.longValue()))
                    .as("seed 1, %s", price)
                    .isCloseTo(first, within(2.1 * Math.ulp(first)));
        }
    }

    @Test
    void shouldGiveThePricesOfDecimalsAsTheyAreWritten() {
        PriceLevels levels = PriceLevels.of(0.1);
        assertThat(levels.price(levels.level(0.3))).isEqualTo(0.3);
        assertThat(levels.price(levels.level(66_089.3))).isEqualTo(66_089.3);
        assertThat(levels.price(levels.level(-0.3))).isEqualTo(-0.3);
    }

    @Test
    void shouldPutWhatLiesBeyondTheLastLevelIntoIt() {
        PriceLevels levels = PriceLevels.of(1e-9);
        assertThat(levels.level(1e300)).isEqualTo(1L << 52);
        assertThat(levels.level(Double.MAX_VALUE)).isEqualTo(1L << 52);
        assertThat(levels.level(-1e12)).isEqualTo(-(1L << 52));
    }
}
