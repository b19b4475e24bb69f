// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

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

/** The rule that all reversions share is tested here in full. */
class MeanReversionTest {
    private NodeFixture reversion =
            NodeFixture.of(MeanReversion.TYPE, Map.of("entry", 2.0, "exit", 0.5, "stop", 4.0, "cooldown", "10s"));

    /** {@return the reason of the signal, if the score made one} */
    private String score(long second, double zscore) {
        reversion
                .at(second * PastSignals.SECOND_NS)
                .set("zscore", zscore)
                .set("price", 100 + zscore)
                .run();
        return PastSignals.reason(reversion);
    }

    @Test
    void shouldBuyWhatIsFarBelowTheMeanUntilItHasComeBack() {
        assertThat(score(1, -1.9)).isNull();
        assertThat(score(2, -2.0)).isEqualTo("enter-long");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
        assertThat(reversion.strength("signal")).isEqualTo(2.0);
        assertThat(reversion.referencePrice("signal")).isEqualTo(98.0);
        assertThat(score(30, -3.0)).as("already long").isNull();
        assertThat(score(40, -0.6)).isNull();
        assertThat(score(50, -0.5)).isEqualTo("exit-long");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(score(60, 0.0)).isNull();
    }

    @Test
    void shouldSellWhatIsFarAboveTheMeanUntilItHasComeBack() {
        assertThat(score(1, 2.5)).isEqualTo("enter-short");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(score(2, 0.6)).isNull();
        assertThat(score(3, 0.4)).isEqualTo("exit-short");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldGiveUpOnAMeanThatRunsAway() {
        assertThat(score(1, -2.0)).isEqualTo("enter-long");
        assertThat(score(2, -3.9)).isNull();
        assertThat(score(3, -4.0)).isEqualTo("stop");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(score(20, -4.5)).as("too far away to enter").isNull();
        assertThat(score(21, -3.9)).isEqualTo("enter-long");
        assertThat(score(22, 5.0)).as("too far on the good side is no stop").isEqualTo("exit-long");
        assertThat(score(40, 2.0)).isEqualTo("enter-short");
        assertThat(score(41, 4.0)).isEqualTo("stop");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldLeaveBeforeItEntersOnTheOtherSide() {
        assertThat(score(1, -2.5)).isEqualTo("enter-long");
        assertThat(score(20, 2.5)).isEqualTo("exit-long");
        assertThat(score(30, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldKeepTheCooldownButLeaveAtOnce() {
        assertThat(score(100, -2.5)).isEqualTo("enter-long");
        assertThat(score(101, 0.0)).isEqualTo("exit-long");
        assertThat(score(110, 2.5)).isNull();
        assertThat(score(111, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldAllowTheFirstEntryAtAnyTime() {
        assertThat(score(0, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        reversion = NodeFixture.of(MeanReversion.TYPE, Map.of("sides", "long"));
        assertThat(score(1, 2.5)).isNull();
        assertThat(score(2, -2.5)).isEqualTo("enter-long");
        reversion = NodeFixture.of(MeanReversion.TYPE, Map.of("sides", "short"));
        assertThat(score(1, -2.5)).isNull();
        assertThat(score(2, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        reversion = NodeFixture.of(MeanReversion.TYPE, Map.of("session-from", 1, "session-to", 2));
        assertThat(score(59, 2.5)).isNull();
        assertThat(score(60, 2.5)).isEqualTo("enter-short");
        assertThat(score(119, 2.5)).isNull();
        assertThat(score(120, 2.5)).isEqualTo("session-end");
        assertThat(score(200, 2.5)).isNull();
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        assertThat(score(1, 1.5)).isNull();
        reversion.change("entry", 1.5);
        assertThat(score(2, 1.5)).isEqualTo("enter-short");
        assertThat(score(3, 1.0)).isNull();
        reversion.change("exit", 1.0);
        assertThat(score(4, 1.0)).isEqualTo("exit-short");
        assertThat(score(30, 1.5)).isEqualTo("enter-short");
        reversion.change("stop", 3.0);
        assertThat(score(31, 3.0)).isEqualTo("stop");
    }

    @Test
    void shouldRefuseThresholdsOutOfOrder() {
        assertThatThrownBy(() -> NodeFixture.of(MeanReversion.TYPE, Map.of("entry", 1.0, "exit", 1.0)))
                .hasMessageContaining("exit must be less than entry");
        assertThatThrownBy(() -> NodeFixture.of(MeanReversion.TYPE, Map.of("entry", 4.0, "stop", 4.0)))
                .hasMessageContaining("stop must be greater than entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTheRulesWrittenOut(int seed) {
        Random random = new Random(seed);
        PastSignals expected = PastSignals.random(random);
        reversion =
                NodeFixture.of(MeanReversion.TYPE, expected.parameters(Map.of("entry", 2.0, "exit", 0.5, "stop", 3.5)));
        long second = 0;
        for (int i = 0; i < 5_000; i++) {
            second += random.nextInt(300);
            double z = random.nextInt(17) / 2.0 - 4;
            score(second, z);
            expected.at(second * PastSignals.SECOND_NS);
            ReversionOracle.decide(expected, z, 100 + z, 2.0, 0.5, 3.5);
            expected.check(reversion, "seed %d, run %d".formatted(seed, i));
        }
    }
}
