// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputIdTest {
    private static final OutputId ID = new OutputId("9f1c", 1, 1_207, 0, 2, -1, "o3");

    @Test
    void shouldComeBackFromItsText() {
        assertThat(ID).hasToString("9f1c:1:1207:0:2:-1:o3");
        assertThat(OutputId.parse(ID.toString())).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order-17", "9f1c:1:1207:0:2:-1", "9f1c:1:1207:0:2:-1:x3", "9f1c:1:-7:0:2:-1:o3"})
    void shouldKnowWhatIsNone(String text) {
        assertThat(OutputId.parse(text)).isNull();
    }

    @Test
    void shouldBeOrderedByGenerationThenSequenceThenIndex() {
        assertThat(ID.comparePlace(at(1, 1_207, 0))).isZero();
        assertThat(ID.comparePlace(at(1, 1_207, 1))).isNegative();
        assertThat(ID.comparePlace(at(1, 1_206, 5))).isPositive();
        assertThat(ID.comparePlace(at(2, 3, 0))).isNegative();
    }

    private static OutputId at(long generation, long sequence, int index) {
        return new OutputId("9f1c", generation, sequence, index, 0, 0, "o0");
    }
}
