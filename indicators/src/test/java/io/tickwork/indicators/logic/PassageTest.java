// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions that decide which values go on. */
class PassageTest {
    @Test
    void shouldPassWhileOpen() {
        NodeFixture gate = NodeFixture.of(Gate.TYPE, Map.of());
        gate.set("source", 5.0).set("open", false).run();
        assertThat(gate.isValid("value")).isFalse();
        gate.set("open", true).run();
        assertThat(gate.value("value")).as("the value of the moment it opens").isEqualTo(5);
        gate.set("open", true).run();
        assertThat(gate.isProduced("value")).as("the same again").isFalse();
        assertThat(gate.isValid("value")).isTrue();
        gate.set("source", 5.0).run();
        assertThat(gate.isProduced("value")).isTrue();
        gate.set("open", false).run();
        assertThat(gate.isValid("value")).isFalse();
        gate.set("source", 7.0).run();
        assertThat(gate.isValid("value")).isFalse();
        gate.set("open", true).set("source", 8.0).run();
        assertThat(gate.value("value")).isEqualTo(8);
    }

    @Test
    void shouldSelect() {
        NodeFixture select = NodeFixture.of(Select.TYPE, Map.of());
        select.set("condition", true).set("then", 1.0).set("otherwise", 2.0).run();
        assertThat(select.value("value")).isEqualTo(1);
        select.set("condition", false).run();
        assertThat(select.value("value")).isEqualTo(2);
    }

    @Test
    void shouldSampleWhateverTheTrigger() {
        NodeFixture sample = NodeFixture.of(Sample.TYPE, Map.of());
        for (double x : new double[] {3, 3, 4}) {
            sample.set("source", x).fire("trigger").run();
            assertThat(sample.isProduced("value")).isTrue();
            assertThat(sample.value("value")).isEqualTo(x);
        }
    }

    @Test
    void shouldHoldTheLastSample() {
        NodeFixture sample = NodeFixture.of(SampleAndHold.TYPE, Map.of());
        sample.set("source", 3.0).set("when", false).run();
        assertThat(sample.isValid("value")).isFalse();
        sample.set("when", true).run();
        assertThat(sample.value("value")).isEqualTo(3);
        sample.set("source", 4.0).set("when", false).run();
        assertThat(sample.isProduced("value")).isFalse();
        assertThat(sample.value("value")).isEqualTo(3);
    }
}
