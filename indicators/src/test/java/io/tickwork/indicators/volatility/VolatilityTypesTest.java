// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.OddBars;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VolatilityTypesTest {
    static List<NodeType> types() {
        return VolatilityTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldStayFiniteOnOddBars(NodeType type) {
        OddBars.check(type);
    }
}
