// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No market breaks a node: none throws, none produces what is not finite, and all recover. */
class IndicatorDegenerateInputTest {
    static List<NodeType> types() {
        return IndicatorTypesTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSurviveEveryMarket(NodeType type) {
        for (Feed.Market market : Feed.Market.values()) {
            TypeChecks.survives(type, market);
        }
    }
}
