// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void shouldCopyItsFirstInputAndCountItsRuns() {
        NodeFixture probe = NodeFixture.of(Probe.TYPE, Map.of());
        for (int run = 1; run <= 3; run++) {
            assertThat(probe.run(0.5 * run)).isEqualTo(0.5 * run);
            assertThat(probe.longValue("count")).isEqualTo(run);
        }
    }
}
