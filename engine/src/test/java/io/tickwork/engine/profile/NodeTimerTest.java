// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NodeTimerTest {
    private final NodeTimer timer = new NodeTimer(7);

    /** Runs that take as long as their number has ones at its end. */
    private void run(int from, int to, int everyThousandth) {
        for (int i = from; i < to; i++) {
            if (timer.isDue()) {
                timer.add(i % 1_000 == 0 ? everyThousandth : 10 + i % 2);
            }
        }
    }

    @Test
    void shouldTimeAllRunsOfANodeThatHardlyEverRuns() {
        run(0, 150, 10);
        assertThat(timer.times().getTotalCount()).isEqualTo(150);
    }

    @Test
    void shouldTimeOneOfSixtyFourAndNotOnlyEvenOnes() {
        run(0, 640_000, 10);
        assertThat(timer.times().getTotalCount()).isBetween(9_700L, 10_300L);
        assertThat(NodeTimer.meanNs(timer.times())).isCloseTo(10.5, Offset.offset(0.05));
    }

    @Test
    void shouldLeaveTheLongestHundredthOut() {
        run(0, 640_000, 1_000_000);
        assertThat(NodeTimer.meanNs(timer.times())).isBetween(10.0, 11.0);
        assertThat(timer.times().getMaxValue()).isGreaterThan(999_000);
    }

    @Test
    void shouldForgetTheFirstRunsWhenThereAreEnoughOthers() {
        for (int i = 0; i < 200; i++) {
            assertThat(timer.isDue()).isTrue();
            timer.add(1_000_000);
        }
        assertThat(timer.times().getMinValue()).isGreaterThan(900_000);
        run(0, 64_000, 10);
        assertThat(timer.times().getMaxValue()).isLessThan(20);
    }

    @Test
    void shouldGoOnBehindARunThatThrew() {
        assertThat(timer.isDue()).isTrue(); // and nothing is added
        assertThat(timer.isDue()).isTrue();
    }
}
