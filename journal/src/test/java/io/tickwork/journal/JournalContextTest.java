// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalContextTest {
    @Test
    void shouldConcludeWithItsDefaults() {
        final JournalContext context = new JournalContext().conclude();
        assertThat(context.frameLengthMax()).isBetween(256 * (512 + 16), 256 * (512 + 16) + 32 * 1024);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldNameTheSettingItRefuses(String setting, Consumer<JournalContext> change) {
        final JournalContext context = new JournalContext();
        change.accept(context);
        assertThatIllegalArgumentException().isThrownBy(context::conclude).withMessageContaining(setting);
    }

    static Arguments[] refused() {
        return new Arguments[] {
            refused("segmentLength=4096", context -> context.segmentLength(4096)),
            refused("segmentLength=1073741824", context -> context.segmentLength(1L << 30)),
            refused("aheadLength=4096", context -> context.aheadLength(4096)),
            refused("reserveLength=-1", context -> context.reserveLength(-1)),
            refused("retainAge=-1", context -> context.retainAge(-1)),
            refused("retainBytes=-1", context -> context.retainBytes(-1)),
            refused("batchLimit=0", context -> context.batchLimit(0)),
            refused("eventLengthMax=0", context -> context.eventLengthMax(0)),
            refused("outcomeLimit=-1", context -> context.outcomeLimit(-1)),
            refused("nodeDigestLimit=-1", context -> context.nodeDigestLimit(-1)),
            refused("batchLimit=1000", context -> context.batchLimit(1000).segmentLength(1 << 20)),
            refused("eventLengthMax=2147483647", context -> context.eventLengthMax(Integer.MAX_VALUE)),
        };
    }

    private static Arguments refused(String setting, Consumer<JournalContext> change) {
        return Arguments.of(setting, change);
    }
}
