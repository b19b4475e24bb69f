// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTypeTest {
    private static final NodeType DOUBLED = NodeType.named("doubled")
            .doc("Twice the input.")
            .doubleInput("source", "Anything.")
            .doubleOutput("value", "Twice that.")
            .create(w -> {
                DoubleIn source = w.doubleIn("source");
                DoubleOut value = w.doubleOut("value");
                return s -> value.set(s, 2 * source.get(s));
            });

    @Test
    void shouldBeTheSameUnderAnAlias() {
        NodeType twice = DOUBLED.alias("twice");
        assertThat(twice.name()).isEqualTo("twice");
        assertThat(twice.doc()).isEqualTo("Twice the input. The same as doubled.");
        assertThat(twice.declaringClass()).isEqualTo(DOUBLED.declaringClass());
        assertThat(twice.inputs()).isEqualTo(DOUBLED.inputs());
        assertThat(twice.outputs()).isEqualTo(DOUBLED.outputs());
        assertThat(NodeFixture.of(twice, Map.of()).run(4)).isEqualTo(8);
    }

    @Test
    void shouldRefuseNamesThatGraphsCannotUse() {
        for (String name : new String[] {"", "Twice", "two_fold", "2fold", "two--fold", "twice-"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NodeType.named(name));
            assertThatIllegalArgumentException().isThrownBy(() -> DOUBLED.alias(name));
        }
    }
}
