// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is documented of bars that leave nothing to measure. */
class DegenerateTest {
    private static void run(NodeFixture node, double high, double low, int times) {
        for (int i = 0; i < times; i++) {
            node.candle("bar", low, high, low, high, 1).run();
        }
    }

    @Test
    void shouldHaveNoVortexWithoutRange() {
        NodeFixture vortex = NodeFixture.of(Vortex.TYPE, Map.of("period", 2));
        run(vortex, 11, 10, 3);
        assertThat(vortex.value("plus")).isEqualTo(1);
        run(vortex, 11, 11, 2);
        assertThat(vortex.isValid("plus")).isFalse();
        assertThat(vortex.isValid("minus")).isFalse();
        run(vortex, 12, 11, 1);
        assertThat(vortex.isValid("plus")).isTrue();
        assertThat(vortex.isValid("minus")).isTrue();
    }

    @Test
    void shouldHaveNoChoppinessWithoutRange() {
        NodeFixture choppiness = NodeFixture.of(Choppiness.TYPE, Map.of("period", 2));
        run(choppiness, 11, 10, 3);
        assertThat(choppiness.value("value")).isCloseTo(100, within(1e-12));
        run(choppiness, 11, 11, 2);
        assertThat(choppiness.isValid("value")).isFalse();
        run(choppiness, 12, 11, 1);
        assertThat(choppiness.isValid("value")).isTrue();
    }

    @Test
    void shouldTakeRangesThatAreAllZeroForUnchanged() {
        NodeFixture mass = NodeFixture.of(MassIndex.TYPE, Map.of("period", 3, "ema", 2));
        run(mass, 10, 10, 5);
        assertThat(mass.value("value")).isEqualTo(3);
    }

    @Test
    void shouldCountTheNewestOfEqualBars() {
        NodeFixture aroon = NodeFixture.of(Aroon.TYPE, Map.of("period", 4));
        run(aroon, 11, 10, 5);
        assertThat(aroon.value("up")).isEqualTo(100);
        assertThat(aroon.value("down")).isEqualTo(100);
        run(aroon, 10.5, 10.5, 4);
        assertThat(aroon.value("up")).isZero();
        assertThat(aroon.value("down")).isZero();
    }
}
