// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentumRegimeTest {
    private static final double PRICE = 50;

    private NodeFixture momentum = NodeFixture.of(MomentumRegime.TYPE, Map.of("entry", 2.0, "exit", 1.0));
    private long nowNs;

    /** Runs a minute later. */
    private String run(double speed, double adx) {
        nowNs += 60 * PastSignals.SECOND_NS;
        momentum.at(nowNs)
                .set("momentum", speed)
                .set("adx", adx)
                .set("price", PRICE)
                .run();
        return PastSignals.reason(momentum);
    }

    @Test
    void shouldGoLongWithAnUpwardMomentumInATrend() {
        assertThat(run(2, 25)).as("at the threshold").isNull();
        assertThat(run(2.5, 24.9)).as("no trend").isNull();
        assertThat(run(2.5, 25)).isEqualTo("enter-long");
        assertThat(momentum.side("signal")).isEqualTo(Side.BUY);
        assertThat(momentum.strength("signal")).isEqualTo(2.5);
        assertThat(momentum.referencePrice("signal")).isEqualTo(PRICE);
        assertThat(run(3, 30)).as("already long").isNull();
    }

    @Test
    void shouldGoShortWithADownwardMomentumInATrend() {
        assertThat(run(-2, 25)).isNull();
        assertThat(run(-2.5, 25)).isEqualTo("enter-short");
        assertThat(momentum.side("signal")).isEqualTo(Side.SELL);
        assertThat(momentum.strength("signal")).isEqualTo(2.5);
    }

    @Test
    void shouldLeaveWhenTheMomentumHasGone() {
        run(3, 30);
        assertThat(run(1.1, 30)).isNull();
        assertThat(run(1, 30)).isEqualTo("exit-long");
        assertThat(momentum.side("signal")).isEqualTo(Side.SELL);
        run(-3, 30);
        assertThat(run(-1.1, 30)).isNull();
        assertThat(run(-1, 30)).isEqualTo("exit-short");
        assertThat(momentum.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldLeaveBeforeItEntersOnTheOtherSide() {
        run(3, 30);
        assertThat(run(-3, 30)).isEqualTo("exit-long");
        assertThat(run(-3, 30)).isEqualTo("enter-short");
    }

    @Test
    void shouldLeaveWhenTheTrendHasBecomeWeak() {
        run(3, 30);
        assertThat(run(3, 20)).as("weaker, not weak").isNull();
        assertThat(run(3, 19.9)).isEqualTo("regime-end");
        assertThat(momentum.side("signal")).isEqualTo(Side.SELL);
        assertThat(run(3, 22)).as("not strong again").isNull();
        assertThat(run(3, 25)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        momentum = NodeFixture.of(MomentumRegime.TYPE, Map.of("sides", "short"));
        assertThat(run(3, 30)).isNull();
        assertThat(run(-3, 30)).isEqualTo("enter-short");
    }

    @Test
    void shouldKeepTheCooldown() {
        momentum = NodeFixture.of(MomentumRegime.TYPE, Map.of("cooldown", "3m"));
        assertThat(run(3, 30)).isEqualTo("enter-long");
        assertThat(run(0, 30)).isEqualTo("exit-long");
        assertThat(run(3, 30)).isNull();
        assertThat(run(3, 30)).isNull();
        assertThat(run(3, 30)).isEqualTo("enter-long");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        momentum = NodeFixture.of(MomentumRegime.TYPE, Map.of("session-from", 2, "session-to", 4));
        assertThat(run(3, 30)).isNull();
        assertThat(run(3, 30)).isEqualTo("enter-long");
        assertThat(run(3, 30)).isNull();
        assertThat(run(3, 30)).isEqualTo("session-end");
        assertThat(run(3, 30)).isNull();
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        momentum.change("adx-entry", 40.0);
        assertThat(run(3, 30)).isNull();
        momentum.change("adx-entry", 30.0).change("entry", 4.0);
        assertThat(run(3, 30)).isNull();
        momentum.change("entry", 2.0);
        assertThat(run(3, 30)).isEqualTo("enter-long");
        momentum.change("exit", -5.0);
        assertThat(run(-4, 30)).isNull();
        momentum.change("adx-exit", 30.0);
        assertThat(run(-4, 29)).isEqualTo("regime-end");
    }

    @Test
    void shouldRefuseThresholdsOutOfOrder() {
        assertThatThrownBy(() -> NodeFixture.of(MomentumRegime.TYPE, Map.of("exit", 1.0)))
                .hasMessageContaining("exit must not be greater than entry");
        assertThatThrownBy(() -> NodeFixture.of(MomentumRegime.TYPE, Map.of("adx-exit", 26.0)))
                .hasMessageContaining("adx-exit must not be greater than adx-entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheRulesWrittenOut(int seed) {
        Random random = new Random(seed);
        PastSignals expected = PastSignals.random(random);
        momentum = NodeFixture.of(MomentumRegime.TYPE, expected.parameters(Map.of("entry", 2.0, "exit", -1.0)));
        for (int i = 0; i < 5_000; i++) {
            double speed = random.nextInt(13) / 2.0 - 3;
            double adx = 15 + random.nextInt(30);
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            run(speed, adx);
            expected.at(nowNs);
            String held = expected.held();
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, PRICE);
            } else if (!held.equals("flat") && adx < 20) {
                expected.leave("regime-end", Math.abs(speed), PRICE);
            } else if (held.equals("long") && speed <= -1 || held.equals("short") && speed >= 1) {
                expected.leave(Math.abs(speed), PRICE);
            } else if (held.equals("flat") && adx >= 25 && speed > 2 && expected.mayEnter("long")) {
                expected.enter("long", speed, PRICE);
            } else if (held.equals("flat") && adx >= 25 && speed < -2 && expected.mayEnter("short")) {
                expected.enter("short", -speed, PRICE);
            }
            expected.check(momentum, "seed %d, run %d".formatted(seed, i));
        }
    }
}
