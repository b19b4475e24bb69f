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
    private static final int RUN_COUNT = Integer.getInteger("tickwork.updates", 10_000_000);

    /** Types that never forget, and why. Their own tests compare what they sum with exact sums. */
    private static final Map<String, String> REMEMBERS_ALL = Map.of(
            "probe", "counts its runs from the start",
            "count", "counts what came from the start",
            "obv", "sums the volumes of all bars",
            "ad", "sums the money flow of all bars",
            "vwap-session", "is the mean of all trades of the session",
            "cumulative-volume-delta", "sums the sizes of all trades of the session",
            "delta-divergence", "puts out the sum of the deltas of all bars",
            "supertrend", "keeps its band until a close is beyond it, which may be never",
            "absorption", "sums what is traded at a level until the price leaves it, which may be never");

    static List<NodeType> types() {
        return IndicatorTypesTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNotDriftInTenMillionUpdates(NodeType type) {
        Drift drift = new Drift(type);
        String found = drift.isMemoryBounded() ? drift.after(RUN_COUNT) : "never forgets what is long past";
        if (REMEMBERS_ALL.containsKey(type.name())) {
            assertThat(found)
                    .as("%s is listed in this test as one that never forgets", type)
                    .isNotNull();
        } else {
            assertThat(found)
                    .as("%s; a type that by definition never forgets is listed in this test", type)
                    .isNull();
        }
    }

    @Test
    void shouldListOnlyTypesThatExist() {
        assertThat(types()).extracting(NodeType::name).containsAll(REMEMBERS_ALL.keySet());
    }
}
