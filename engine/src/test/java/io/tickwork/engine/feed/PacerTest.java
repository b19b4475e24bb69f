// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private long nowNs = Long.MAX_VALUE - 50; // a nano clock may begin anywhere, and wraps

    @Test
    void shouldStartTheWatchWhenFirstAsked() {
        Pacer pacer = Pacer.ofSpeed(() -> nowNs, 0.5);
        assertThat(pacer.isDue(1_000)).isTrue();
        assertThat(pacer.isDue(1_050)).isFalse();
        nowNs += 99;
        assertThat(pacer.isDue(1_050)).isFalse();
        nowNs += 1;
        assertThat(pacer.isDue(1_050)).isTrue();
        assertThat(pacer.isDue(900)).as("late").isTrue();
    }

    @Test
    void shouldHoldNothingBackWithoutAPace() {
        assertThat(Pacer.AT_ONCE.isDue(Long.MAX_VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseASpeedThatIsNone(double speed) {
        assertThatThrownBy(() -> Pacer.ofSpeed(() -> 0, speed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("speed=" + speed + " is not positive and finite");
    }
}
