// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParabolicSarTest {
    private final NodeFixture node = NodeFixture.of(ParabolicSar.TYPE, Map.of());

    private void run(double high, double low) {
        node.candle("bar", low, high, low, high, 1).run();
    }

    @Test
    void shouldRiseAtFirstUnlessTheSecondBarReachesFurtherDown() {
        run(10, 9);
        run(11, 8.5);
        // The stop lies at 9, the first low, and the second bar meets it: the rise ends at once, at its highest high.
        assertThat(node.value("direction")).isEqualTo(-1);
        assertThat(node.value("value")).isEqualTo(11);
        node.reset();
        run(10, 9);
        run(11, 9.5);
        assertThat(node.value("direction")).isEqualTo(1);
        assertThat(node.value("value")).isEqualTo(9);
        node.reset();
        run(10, 9);
        run(9.5, 7.5);
        assertThat(node.value("direction")).isEqualTo(-1);
        assertThat(node.value("value")).isEqualTo(10);
    }

    @Test
    void shouldLieOnTheSideThatItsDirectionSays() {
        for (Series series : Series.all()) {
            node.reset();
            for (int i = 0; i < series.length(); i++) {
                TaLibComparison.feed(node, ParabolicSar.TYPE, series, i);
                node.run();
                double stop = node.value("value");
                boolean isOnItsSide = node.value("direction") == 1
                        ? stop <= series.low()[i]
                        : node.value("direction") == -1 && stop >= series.high()[i];
                if (i > 0 && !isOnItsSide) {
                    throw new AssertionError("%s at %d: stop %s".formatted(series, i, stop));
                }
            }
        }
    }
}
