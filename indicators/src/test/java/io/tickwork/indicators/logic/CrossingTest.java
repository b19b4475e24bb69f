// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossingTest {
    private final NodeFixture over = NodeFixture.of(CrossOver.TYPE, Map.of());
    private final NodeFixture under = NodeFixture.of(CrossUnder.TYPE, Map.of());
    private final NodeFixture either = NodeFixture.of(Cross.TYPE, Map.of());

    /** 1 for a crossing upwards, -1 for one downwards, 0 for none. */
    private int run(double left, double right) {
        for (NodeFixture node : new NodeFixture[] {over, under, either}) {
            node.set("left", left).set("right", right).run();
        }
        assertThat(either.booleanValue("value")).isEqualTo(over.booleanValue("value") || under.booleanValue("value"));
        return (over.booleanValue("value") ? 1 : 0) - (under.booleanValue("value") ? 1 : 0);
    }

    @Test
    void shouldAnswerFromTheSecondRunOn() {
        run(1, 2);
        assertThat(over.isValid("value")).isFalse();
        run(1, 2);
        assertThat(over.isValid("value")).isTrue();
        run(1, 2);
        assertThat(over.isProduced("value")).isTrue();
    }

    @Test
    void shouldNotTakeATouchForACrossing() {
        run(1, 2);
        assertThat(run(2, 2)).isZero();
        assertThat(run(1, 2)).isZero();
        assertThat(run(2, 2)).isZero();
        assertThat(run(3, 2)).isEqualTo(1);
        assertThat(run(2, 2)).isZero();
        assertThat(run(2.5, 2)).isZero();
    }

    @Test
    void shouldNotTakeTheFirstStandForACrossing() {
        assertThat(run(2, 2)).isZero();
        assertThat(run(2, 2)).isZero();
        assertThat(run(3, 2)).isZero();
        assertThat(run(1, 2)).isEqualTo(-1);
    }

    @Test
    void shouldCrossWhereTheLastSideWasTheOther() {
        Random random = new Random(1);
        double side = 0;
        for (int i = 0; i < 10_000; i++) {
            double left = i / 100 % 2 == 0 ? random.nextInt(3) : random.nextGaussian();
            double right = i / 100 % 2 == 0 ? random.nextInt(3) : random.nextGaussian();
            double now = left == right ? side : Math.signum(left - right);
            assertThat(run(left, right)).as("seed 1, run %d", i).isEqualTo(side == 0 || now == side ? 0 : (int) now);
            side = now;
        }
    }
}
