// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineContextTest {
    @Test
    void shouldNameWhatIsOutOfRange() {
        refuses(context -> context.batchLimit(0), "batchLimit=0 is not from 1 to 4096");
        refuses(context -> context.batchLimit(4097), "batchLimit=4097 is not from 1 to 4096");
        refuses(context -> context.checkpointInterval(0), "checkpointInterval=0 is not from 1 to 2147483647");
        refuses(context -> context.sampleInterval(-1), "sampleInterval=-1 is not from 1 to 2147483647");
        refuses(context -> context.slotCount(1), "slotCount=1 is not from 2 to 8388608");
        refuses(context -> context.slotCount(100), "slotCount=100 is not a power of two");
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatThrownBy(() -> new EngineContext().conclude())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("graph");
    }

    @Test
    void shouldBeFrozenOnceConcluded() {
        EngineContext context = context().conclude();
        assertThat(context.conclude()).isSameAs(context);
        assertThatThrownBy(() -> context.batchLimit(1)).isInstanceOf(IllegalStateException.class);
        assertThat(context.batchLimit()).isEqualTo(EngineContext.BATCH_LIMIT_DEFAULT);
    }

    private static void refuses(UnaryOperator<EngineContext> change, String message) {
        assertThatThrownBy(() -> change.apply(context()).conclude())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static EngineContext context() {
        return SteppedEngine.context(Path.of("never-made"), SteppedEngine.COPIES);
    }
}
