// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectionalMovementTest {
    private static NodeFixture node(NodeType type) {
        return NodeFixture.of(type, Map.of("period", 2));
    }

    private static void run(NodeFixture node, double high, double low, int times) {
        for (int i = 0; i < times; i++) {
            node.candle("bar", low, high, low, low, 1).run();
        }
    }

    @Test
    void shouldBeZeroWhileNothingHasEverMoved() {
        for (NodeType type : List.of(PlusDi.TYPE, MinusDi.TYPE, Dx.TYPE, Adx.TYPE, Adxr.TYPE)) {
            NodeFixture node = node(type);
            run(node, 100, 100, 20);
            assertThat(node.isValid("value")).as(type.name()).isTrue();
            assertThat(node.value("value")).as(type.name()).isZero();
        }
    }

    @Test
    void shouldStayWhatItWasWhenNothingMovesAnyMore() {
        for (NodeType type : List.of(Dx.TYPE, Adx.TYPE, Adxr.TYPE)) {
            NodeFixture node = node(type);
            for (int i = 0; i < 10; i++) {
                run(node, 100 + i, 100 + i, 1);
            }
            run(node, 109, 109, 200);
            assertThat(node.value("value")).as(type.name()).isEqualTo(100);
        }
    }

    @Test
    void shouldBeZeroWhenNoRangeIsLeft() {
        NodeFixture node = node(PlusDi.TYPE);
        run(node, 100, 99, 1);
        run(node, 102, 101, 3);
        assertThat(node.value("value")).isPositive();
        run(node, 102, 102, 200);
        assertThat(node.value("value")).isZero();
    }

    @Test
    void shouldGiveAllInOneNode() {
        for (Series series : Series.all()) {
            NodeFixture all = NodeFixture.of(Dmi.TYPE, Map.of("period", 5));
            Map<String, NodeType> types =
                    Map.of("plus-di", PlusDi.TYPE, "minus-di", MinusDi.TYPE, "dx", Dx.TYPE, "adx", Adx.TYPE);
            for (Map.Entry<String, NodeType> type : types.entrySet()) {
                NodeFixture one = NodeFixture.of(type.getValue(), Map.of("period", 5));
                all.reset();
                for (int i = 0; i < series.length(); i++) {
                    TaLibComparison.feed(all, Dmi.TYPE, series, i);
                    TaLibComparison.feed(one, type.getValue(), series, i);
                    all.run();
                    one.run();
                    assertThat(all.isValid(type.getKey())).isEqualTo(i >= 9);
                    if (i >= 9 && Double.compare(all.value(type.getKey()), one.value("value")) != 0) {
                        throw new AssertionError(type.getKey() + " of " + series + " at " + i);
                    }
                }
            }
        }
    }
}
