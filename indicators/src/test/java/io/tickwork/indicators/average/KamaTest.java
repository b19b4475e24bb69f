// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KamaTest {
    private final NodeFixture kama = NodeFixture.of(Kama.TYPE, Map.of("period", 2));

    @Test
    void shouldBeFastWhileThePriceGoesStraight() {
        kama.run(10);
        assertThat(kama.run(11)).isNaN();
        assertThat(kama.run(12)).isCloseTo(11 + 4.0 / 9, within(1e-12));
    }

    @Test
    void shouldBeSlowWhileThePriceGoesNowhere() {
        kama.run(10);
        kama.run(11);
        assertThat(kama.run(10)).isCloseTo(11 - 4.0 / (31 * 31), within(1e-12));
    }

    @Test
    void shouldCloseUpToAPriceThatStandsStill() {
        kama.run(10);
        kama.run(11);
        kama.run(10);
        double before = kama.run(10);
        // Two changes of zero: no way at all.
        assertThat(kama.run(10)).isCloseTo(before + 4.0 / 9 * (10 - before), within(1e-12));
    }

    @Test
    void shouldRefuseAFastPeriodThatIsNotShorter() {
        assertThatThrownBy(() -> NodeFixture.of(Kama.TYPE, Map.of("fast", 30, "slow", 30)))
                .hasMessageContaining("fast must be less than slow");
    }
}
