// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.crossover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaCrossTest {
    private NodeFixture cross = NodeFixture.of(MaCross.TYPE, Map.of());

    private boolean run(double fast, double slow) {
        return cross.set("fast", fast)
                .set("slow", slow)
                .set("price", 99.5)
                .run()
                .isProduced("signal");
    }

    @Test
    void shouldBuyWhenTheFastAverageComesToLieAbove() {
        assertThat(run(99, 100)).as("where it stands at first").isFalse();
        assertThat(run(101, 100)).isTrue();
        assertThat(cross.side("signal")).isEqualTo(Side.BUY);
        assertThat(cross.reason("signal")).isEqualTo("cross-up");
        assertThat(cross.strength("signal")).isCloseTo(100, within(1e-9));
        assertThat(cross.referencePrice("signal")).isEqualTo(99.5);
    }

    @Test
    void shouldSellWhenTheFastAverageComesToLieBelow() {
        assertThat(run(101, 100)).isFalse();
        assertThat(run(98, 100)).isTrue();
        assertThat(cross.side("signal")).isEqualTo(Side.SELL);
        assertThat(cross.reason("signal")).isEqualTo("cross-down");
        assertThat(cross.strength("signal")).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldEmitOncePerCrossing() {
        run(99, 100);
        assertThat(run(101, 100)).isTrue();
        assertThat(run(102, 100)).isFalse();
        assertThat(run(103, 100)).isFalse();
        assertThat(run(99, 100)).isTrue();
        assertThat(run(98, 100)).isFalse();
    }

    @Test
    void shouldNotTakeATouchForACrossing() {
        run(99, 100);
        assertThat(run(100, 100)).isFalse();
        assertThat(run(99, 100)).isFalse();
        assertThat(run(100, 100)).isFalse();
        assertThat(run(101, 100)).as("through the touch").isTrue();
    }

    @Test
    void shouldWaitUntilTheBandIsLeft() {
        cross = NodeFixture.of(MaCross.TYPE, Map.of("band", 50.0));
        run(99, 100);
        assertThat(run(100.4, 100)).isFalse();
        assertThat(run(100.6, 100)).isTrue();
        assertThat(run(99.6, 100)).isFalse();
        assertThat(run(99.4, 100)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithLookingBackThroughTheWholePast(int seed) {
        Random random = new Random(seed);
        double band = seed == 1 ? 0 : random.nextInt(200);
        cross = NodeFixture.of(MaCross.TYPE, Map.of("band", band));
        List<Integer> past = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double fast = 95 + random.nextInt(11);
            double slow = 95 + random.nextInt(11);
            boolean isEmitted = run(fast, slow);
            double gap = (fast - slow) / slow * 10_000;
            int now = gap > band ? 1 : gap < -band ? -1 : 0;
            int last =
                    past.stream().filter(side -> side != 0).reduce((a, b) -> b).orElse(0);
            past.add(now);
            assertThat(isEmitted).as("seed %d, run %d", seed, i).isEqualTo(now * last == -1);
            if (isEmitted) {
                assertThat(cross.side("signal")).isEqualTo(now > 0 ? Side.BUY : Side.SELL);
                assertThat(cross.strength("signal")).isCloseTo(Math.abs(gap), within(1e-9));
            }
        }
    }
}
