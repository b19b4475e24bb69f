// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The levels of a bar from 90 to 120 that closes at 114, worked out by hand. */
class PivotPointsTest {
    private static final List<String> LEVELS = List.of("s4", "s3", "s2", "s1", "pivot", "r1", "r2", "r3", "r4");

    private static void check(String method, double... expected) {
        NodeFixture node = NodeFixture.of(PivotPoints.TYPE, Map.of("method", method));
        node.candle("bar", 100, 120, 90, 114, 1).run();
        for (int i = 0; i < expected.length; i++) {
            assertThat(node.value(LEVELS.get(i)))
                    .as("%s %s", method, LEVELS.get(i))
                    .isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void shouldLayClassicLevels() {
        check("classic", 36, 66, 78, 96, 108, 126, 138, 156, 186);
    }

    @Test
    void shouldLayLevelsByFibonacci() {
        check("fibonacci", 59.46, 78, 89.46, 96.54, 108, 119.46, 126.54, 138, 156.54);
    }

    @Test
    void shouldLayCamarillaLevels() {
        check("camarilla", 97.5, 105.75, 108.5, 111.25, 108, 116.75, 119.5, 122.25, 130.5);
    }

    @Test
    void shouldLayLevelsByWoodie() {
        check("woodie", 39, 69, 79.5, 99, 109.5, 129, 139.5, 159, 189);
    }

    @Test
    void shouldHaveAllLevelsAtThePriceOfABarWithoutRange() {
        for (String method : List.of("classic", "fibonacci", "camarilla", "woodie")) {
            NodeFixture node = NodeFixture.of(PivotPoints.TYPE, Map.of("method", method));
            node.candle("bar", 0.1, 0.1, 0.1, 0.1, 1).run();
            assertThat(LEVELS).as(method).allMatch(level -> node.value(level) == 0.1);
        }
    }
}
