// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitModeTest {
    @ParameterizedTest
    @EnumSource
    void shouldGiveEachThreadAStrategyOfItsOwn(WaitMode mode) {
        assertThat(mode.idleStrategy()).isNotSameAs(mode.idleStrategy());
    }
}
