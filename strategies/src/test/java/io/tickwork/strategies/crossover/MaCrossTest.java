// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.crossover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaCrossTest {
    private static final double PRICE = 99.5;

    private NodeFixture cross = NodeFixture.of(MaCross.TYPE, Map.of());
    private long nowNs;

    /** Runs a minute later, with the price on both sides of the trend. */
    private String run(double fast, double slow) {
        return run(fast, slow, PRICE);
    }

    private String run(double fast, double slow, double trend) {
        nowNs += 60 * PastSignals.SECOND_NS;
        cross.at(nowNs).set("fast", fast).set("slow", slow).set("price", PRICE);
        cross.set("trend", trend).valid("trend", true).run();
        return PastSignals.reason(cross);
    }

    @Test
    void shouldGoLongWhenTheFastAverageComesToLieAbove() {
        assertThat(run(99, 100)).as("where it stands at first").isNull();
        assertThat(run(101, 100)).isEqualTo("enter-long");
        assertThat(cross.side("signal")).isEqualTo(Side.BUY);
        assertThat(cross.strength("signal")).isCloseTo(100, within(1e-9));
        assertThat(cross.referencePrice("signal")).isEqualTo(PRICE);
    }

    @Test
    void shouldGoShortWhenTheFastAverageComesToLieBelow() {
        assertThat(run(101, 100)).isNull();
        assertThat(run(98, 100)).isEqualTo("enter-short");
        assertThat(cross.side("signal")).isEqualTo(Side.SELL);
        assertThat(cross.strength("signal")).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldEmitOncePerCrossing() {
        run(99, 100);
        assertThat(run(101, 100)).isEqualTo("enter-long");
        assertThat(run(102, 100)).isNull();
        assertThat(run(103, 100)).isNull();
        assertThat(run(99, 100)).isEqualTo("enter-short");
        assertThat(run(98, 100)).isNull();
    }

    @Test
    void shouldNotTakeATouchForACrossing() {
        run(99, 100);
        assertThat(run(100, 100)).isNull();
        assertThat(run(99, 100)).isNull();
        assertThat(run(100, 100)).isNull();
        assertThat(run(101, 100)).as("through the touch").isEqualTo("enter-long");
    }

    @Test
    void shouldWaitUntilTheBandIsLeft() {
        cross = NodeFixture.of(MaCross.TYPE, Map.of("band", 50.0));
        run(99, 100);
        assertThat(run(100.4, 100)).isNull();
        assertThat(run(100.6, 100)).isEqualTo("enter-long");
        assertThat(run(99.6, 100)).isNull();
        assertThat(run(99.4, 100)).isEqualTo("enter-short");
    }

    @Test
    void shouldEnterOnlyOnTheSideOfTheTrend() {
        run(99, 100);
        assertThat(run(101, 100, PRICE + 1)).as("price below the trend").isNull();
        assertThat(run(99, 100, PRICE - 1)).as("price above the trend").isNull();
        assertThat(run(101, 100, PRICE - 1)).isEqualTo("enter-long");
        assertThat(run(99, 100, PRICE - 1))
                .as("a cross against the trend only ends")
                .isEqualTo("exit-long");
        assertThat(run(101, 100, PRICE + 1)).isNull();
        assertThat(run(99, 100, PRICE + 1)).isEqualTo("enter-short");
        assertThat(run(101, 100, PRICE + 1)).isEqualTo("exit-short");
    }

    @Test
    void shouldEnterNothingWhileTheTrendIsNotKnown() {
        run(99, 100);
        nowNs += 60 * PastSignals.SECOND_NS;
        cross.at(nowNs).set("fast", 101.0).valid("trend", false).run();
        assertThat(PastSignals.reason(cross)).isNull();
        assertThat(run(99, 100)).isEqualTo("enter-short");
        nowNs += 60 * PastSignals.SECOND_NS;
        cross.at(nowNs).set("fast", 101.0).valid("trend", false).run();
        assertThat(PastSignals.reason(cross)).as("but leave").isEqualTo("exit-short");
    }

    @Test
    void shouldLeaveInsteadOfTurningOverWhenOnlyOneSideIsTraded() {
        cross = NodeFixture.of(MaCross.TYPE, Map.of("sides", "long"));
        run(101, 100);
        assertThat(run(99, 100)).isNull();
        assertThat(run(101, 100)).isEqualTo("enter-long");
        assertThat(run(99, 100)).isEqualTo("exit-long");
    }

    @Test
    void shouldLeaveInsteadOfTurningOverDuringTheCooldown() {
        cross = NodeFixture.of(MaCross.TYPE, Map.of("cooldown", "5m"));
        run(99, 100);
        assertThat(run(101, 100)).isEqualTo("enter-long");
        assertThat(run(99, 100)).isEqualTo("exit-long");
        assertThat(run(101, 100)).isNull();
        for (int i = 0; i < 3; i++) {
            assertThat(run(101, 100)).isNull();
        }
        assertThat(run(99, 100)).as("five minutes after the exit").isEqualTo("enter-short");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOverAndKnowTheCrossesThatCameMeanwhile() {
        cross = NodeFixture.of(MaCross.TYPE, Map.of("session-from", 0, "session-to", 3));
        run(99, 100);
        assertThat(run(101, 100)).isEqualTo("enter-long");
        assertThat(run(102, 100)).isEqualTo("session-end");
        assertThat(run(99, 100)).isNull();
        nowNs = 24 * 3_600 * PastSignals.SECOND_NS;
        assertThat(run(99, 100)).as("no cross any more").isNull();
        assertThat(run(101, 100)).isEqualTo("enter-long");
    }

    @Test
    void shouldTakeANewBandAtOnce() {
        run(99, 100);
        assertThat(run(101, 100)).isEqualTo("enter-long");
        cross.change("band", 200.0);
        assertThat(run(99, 100)).isNull();
        cross.change("band", 50.0);
        assertThat(run(99, 100)).isEqualTo("enter-short");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithLookingBackThroughTheWholePast(int seed) {
        Random random = new Random(seed);
        double band = seed == 1 ? 0 : random.nextInt(200);
        PastSignals expected = PastSignals.random(random);
        cross = NodeFixture.of(MaCross.TYPE, expected.parameters(Map.of("band", band)));
        List<Integer> past = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            double fast = 95 + random.nextInt(11);
            double slow = 95 + random.nextInt(11);
            double trend = PRICE + random.nextInt(3) - 1;
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            run(fast, slow, trend);
            expected.at(nowNs);
            double gap = (fast - slow) / slow * 10_000;
            int now = gap > band ? 1 : gap < -band ? -1 : 0;
            int last =
                    past.stream().filter(side -> side != 0).reduce((a, b) -> b).orElse(0);
            past.add(now);
            String side = now > 0 ? "long" : "short";
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, PRICE);
            } else if (now * last == -1) {
                if (expected.mayEnter(side) && (now > 0 ? PRICE >= trend : PRICE <= trend)) {
                    expected.enter(side, Math.abs(gap), PRICE);
                } else if (!expected.held().equals("flat") && !expected.held().equals(side)) {
                    expected.leave(Math.abs(gap), PRICE);
                }
            }
            expected.check(cross, "seed %d, run %d".formatted(seed, i));
        }
    }
}
