// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.NodeType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However long a node runs, it computes what a fresh one would of the last inputs. */
class IndicatorDriftTest {
    private static final int RUN_COUNT = 10_000_000;

    /** Types that never forget, and why; their own tests compare them with exact sums. */
    private static final Map<String, String> REMEMBERS_ALL = Map.of("probe", "counts its runs from the start");

    static List<NodeType> types() {
        return IndicatorTypesTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNotDriftInTenMillionUpdates(NodeType type) {
        Drift drift = new Drift(type);
        assertThat(drift.isMemoryBounded())
                .as("%s forgets what is long past; a type that by definition does not is listed in this test", type)
                .isEqualTo(!REMEMBERS_ALL.containsKey(type.name()));
        if (drift.isMemoryBounded()) {
            assertThat(drift.after(RUN_COUNT)).isNull();
        }
    }

    @Test
    void shouldListOnlyTypesThatExist() {
        assertThat(types()).extracting(NodeType::name).containsAll(REMEMBERS_ALL.keySet());
    }
}
