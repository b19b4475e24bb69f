// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DivideTest {
    @Test
    void shouldDivideTheFirstInputByTheSecondUnlessThatIsZero() {
        NodeFixture ratio = NodeFixture.of(Divide.TYPE, Map.of());
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            double dividend = random.nextGaussian();
            double divisor = random.nextInt(5) == 0 ? random.nextBoolean() ? 0.0 : -0.0 : random.nextGaussian();
            ratio.set("dividend", dividend).set("divisor", divisor).run();
            assertThat(ratio.isValid("value")).as("seed 1, input %d", i).isEqualTo(divisor != 0);
            if (divisor != 0) {
                assertThat(ratio.value("value")).as("seed 1, input %d", i).isEqualTo(dividend / divisor);
            }
        }
    }
}
