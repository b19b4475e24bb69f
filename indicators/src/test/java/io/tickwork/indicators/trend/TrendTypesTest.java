// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.OddBars;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendTypesTest {
    static List<NodeType> types() {
        return TrendTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldStayFiniteOnOddBars(NodeType type) {
        OddBars.check(type);
    }
}
