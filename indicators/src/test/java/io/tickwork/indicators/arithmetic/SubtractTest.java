// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubtractTest {
    @Test
    void shouldSubtractTheSecondInputFromTheFirst() {
        NodeFixture difference = NodeFixture.of(Subtract.TYPE, Map.of());
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            double left = random.nextGaussian();
            double right = random.nextInt(5) == 0 ? left : random.nextGaussian();
            difference.set("left", left).set("right", right).run();
            assertThat(difference.value("value")).as("seed 1, input %d", i).isEqualTo(left - right);
        }
    }
}
