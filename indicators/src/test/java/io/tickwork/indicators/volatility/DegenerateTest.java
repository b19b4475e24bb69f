// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is documented of inputs that leave nothing to measure. */
class DegenerateTest {
    private static void run(NodeFixture node, double high, double low, double close) {
        node.candle("bar", close, high, low, close, 1).run();
    }

    @Test
    void shouldBeZeroInPercentOfACloseOfZero() {
        NodeFixture natr = NodeFixture.of(Natr.TYPE, Map.of("period", 2));
        run(natr, 2, 0, 1);
        run(natr, 2, 0, 1);
        run(natr, 2, 0, 1);
        assertThat(natr.value("value")).isEqualTo(200);
        run(natr, 2, 0, 0);
        assertThat(natr.value("value")).isZero();
        run(natr, 2, 0, Double.MIN_VALUE);
        assertThat(natr.value("value")).isZero();
    }

    @Test
    void shouldBeZeroWhileAllInputsAreEqual() {
        for (NodeType type : List.of(StandardDeviation.TYPE, Variance.TYPE, RealisedVolatility.TYPE)) {
            NodeFixture node = NodeFixture.of(type, Map.of("period", 3));
            node.run(100);
            for (int i = 0; i < 4; i++) {
                node.run(0.1);
            }
            assertThat(node.isValid("value")).as(type.name()).isTrue();
            assertThat(node.value("value")).as(type.name()).isZero();
        }
    }

    @Test
    void shouldBeZeroOfBarsWithoutRange() {
        for (NodeType type : List.of(Parkinson.TYPE, GarmanKlass.TYPE, RogersSatchell.TYPE, YangZhang.TYPE)) {
            NodeFixture node = NodeFixture.of(type, Map.of("period", 3));
            run(node, 110, 90, 100);
            for (int i = 0; i < 4; i++) {
                run(node, 100, 100, 100);
            }
            assertThat(node.isValid("value")).as(type.name()).isTrue();
            assertThat(node.value("value")).as(type.name()).isZero();
        }
    }

    @Test
    void shouldPassOverPricesThatHaveNoLogarithm() {
        NodeFixture node = NodeFixture.of(RealisedVolatility.TYPE, Map.of("period", 1));
        node.run(100);
        assertThat(node.run(110)).isCloseTo(Math.log(1.1), within(1e-12));
        assertThat(node.run(0)).isNaN();
        assertThat(node.run(-1)).isNaN();
        assertThat(node.run(121)).isCloseTo(Math.log(1.1), within(1e-12));
    }

    @Test
    void shouldKnowTheLogarithmOfAnyRatio() {
        assertThat(LogRatio.of(100_000.000_01, 100_000)).isCloseTo(1e-10, within(1e-15));
        assertThat(LogRatio.of(1e300, 1e-300)).isCloseTo(600 * Math.log(10), within(1e-9));
        assertThat(LogRatio.of(1e-300, 1e300)).isCloseTo(-600 * Math.log(10), within(1e-9));
        assertThat(LogRatio.of(5, 5)).isZero();
        assertThat(LogRatio.of(0, 1)).isNaN();
        assertThat(LogRatio.of(1, -1)).isNaN();
    }

    @Test
    void shouldBeginSupertrendAsFalling() {
        NodeFixture node = NodeFixture.of(Supertrend.TYPE, Map.of("period", 1, "k", 1.0));
        run(node, 10, 9, 9.5);
        run(node, 11, 10, 11);
        assertThat(node.value("direction")).isEqualTo(-1);
        assertThat(node.value("value")).isEqualTo(12);
        run(node, 14, 12, 14);
        assertThat(node.value("direction")).isEqualTo(1);
    }
}
