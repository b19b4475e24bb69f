// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanReversionTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final NodeFixture reversion =
            NodeFixture.of(MeanReversion.TYPE, Map.of("entry", 2.0, "exit", 0.5, "cooldown", "10s"));

    /** {@return the reason of the signal, if the score made one} */
    private String score(long second, double zscore) {
        reversion
                .at(second * SECOND_NS)
                .set("zscore", zscore)
                .set("price", 100 + zscore)
                .run();
        return reversion.isProduced("signal") ? reversion.reason("signal") : null;
    }

    @Test
    void shouldBuyWhatIsFarBelowTheMeanUntilItHasComeBack() {
        assertThat(score(1, -1.9)).isNull();
        assertThat(score(2, -2.0)).isEqualTo("enter-long");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
        assertThat(reversion.strength("signal")).isEqualTo(2.0);
        assertThat(reversion.referencePrice("signal")).isEqualTo(98.0);
        assertThat(score(3, -3.0)).as("already long").isNull();
        assertThat(score(4, -0.6)).isNull();
        assertThat(score(5, -0.5)).isEqualTo("exit");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(score(6, 0.0)).isNull();
    }

    @Test
    void shouldSellWhatIsFarAboveTheMeanUntilItHasComeBack() {
        assertThat(score(1, 2.5)).isEqualTo("enter-short");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(score(2, 0.6)).isNull();
        assertThat(score(3, 0.4)).isEqualTo("exit");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldLeaveBeforeItEntersOnTheOtherSide() {
        assertThat(score(1, -2.5)).isEqualTo("enter-long");
        assertThat(score(20, 2.5)).isEqualTo("exit");
        assertThat(score(21, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldKeepTheCooldownBetweenEntriesButLeaveAtOnce() {
        assertThat(score(100, -2.5)).isEqualTo("enter-long");
        assertThat(score(101, 0.0)).isEqualTo("exit");
        assertThat(score(109, 2.5)).isNull();
        assertThat(score(110, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldAllowTheFirstEntryAtAnyTime() {
        assertThat(score(0, 2.5)).isEqualTo("enter-short");
    }

    @Test
    void shouldRefuseAnExitBeyondTheEntry() {
        assertThatThrownBy(() -> NodeFixture.of(MeanReversion.TYPE, Map.of("entry", 1.0, "exit", 1.0)))
                .hasMessageContaining("exit must be less than entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheRulesWrittenOut(int seed) {
        Random random = new Random(seed);
        long nowNs = 0;
        long lastEntryNs = Long.MIN_VALUE / 2;
        String position = "flat";
        for (int i = 0; i < 5_000; i++) {
            nowNs += random.nextInt(3) * SECOND_NS;
            double z = random.nextInt(13) / 2.0 - 3;
            reversion.at(nowNs).set("zscore", z).set("price", 100.0).run();
            String expected = null;
            if (position.equals("flat") && nowNs - lastEntryNs >= 10 * SECOND_NS && (z <= -2 || z >= 2)) {
                position = z < 0 ? "long" : "short";
                expected = "enter-" + position;
                lastEntryNs = nowNs;
            } else if (position.equals("long") && z >= -0.5 || position.equals("short") && z <= 0.5) {
                position = "flat";
                expected = "exit";
            }
            assertThat(reversion.isProduced("signal") ? reversion.reason("signal") : null)
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(expected);
        }
    }
}
