// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.breakout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DonchianBreakoutTest {
    private final NodeFixture breakout = NodeFixture.of(DonchianBreakout.TYPE, Map.of("period", 3, "exit-period", 2));

    /** {@return the reason of the signal, if the bar made one} */
    private String bar(double high, double low, double close) {
        breakout.candle("bar", close, high, low, close, 1).run();
        return breakout.isProduced("signal") ? breakout.reason("signal") : null;
    }

    private void range() {
        bar(110, 90, 100);
        bar(108, 92, 100);
        bar(106, 94, 100);
    }

    @Test
    void shouldNotEnterBeforeTheRangeIsKnown() {
        assertThat(bar(110, 90, 100)).isNull();
        assertThat(bar(120, 90, 120)).isNull();
        assertThat(bar(130, 90, 130)).isNull();
        assertThat(bar(140, 90, 140)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterLongOnACloseAboveTheRange() {
        range();
        assertThat(bar(115, 100, 110)).as("a close at the bound").isNull();
        assertThat(bar(117, 100, 115)).isNull();
        assertThat(bar(120, 110, 118.17)).isEqualTo("enter-long");
        assertThat(breakout.side("signal")).isEqualTo(Side.BUY);
        assertThat(breakout.strength("signal")).isCloseTo(100, within(1e-6));
        assertThat(breakout.referencePrice("signal")).isEqualTo(118.17);
        assertThat(bar(130, 120, 130)).as("already long").isNull();
    }

    @Test
    void shouldLeaveALongPositionOnACloseBelowTheShorterRange() {
        range();
        assertThat(bar(112, 100, 112)).isEqualTo("enter-long");
        assertThat(bar(114, 108, 112)).isNull();
        assertThat(bar(113, 101, 104)).isNull();
        assertThat(bar(104, 100.5, 100.9)).isEqualTo("exit-long");
        assertThat(breakout.side("signal")).isEqualTo(Side.SELL);
        assertThat(bar(104, 101, 103)).as("flat, and within the range").isNull();
    }

    @Test
    void shouldEnterShortOnACloseBelowTheRangeAndLeaveAboveTheShorterOne() {
        range();
        assertThat(bar(95, 88, 89)).isEqualTo("enter-short");
        assertThat(breakout.side("signal")).isEqualTo(Side.SELL);
        assertThat(bar(90, 86, 87)).isNull();
        assertThat(bar(97, 87, 96)).isEqualTo("exit-short");
        assertThat(breakout.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldTurnOverAtOnce() {
        range();
        assertThat(bar(112, 100, 112)).isEqualTo("enter-long");
        assertThat(bar(112, 80, 85)).isEqualTo("enter-short");
        assertThat(bar(120, 85, 119)).isEqualTo("enter-long");
    }

    @Test
    void shouldRefuseARangeForExitsLongerThanThatForEntries() {
        assertThatThrownBy(() -> NodeFixture.of(DonchianBreakout.TYPE, Map.of("period", 3, "exit-period", 4)))
                .hasMessageContaining("exit-period must not be greater than period");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithSearchingTheBars(int seed) {
        Random random = new Random(seed);
        int period = 2 + random.nextInt(20);
        int exitPeriod = 1 + random.nextInt(period);
        NodeFixture node = NodeFixture.of(DonchianBreakout.TYPE, Map.of("period", period, "exit-period", exitPeriod));
        double[] highs = new double[3_000];
        double[] lows = new double[highs.length];
        String position = "flat";
        double close = 1_000;
        for (int i = 0; i < highs.length; i++) {
            close += random.nextInt(21) - 10;
            highs[i] = close + random.nextInt(5);
            lows[i] = close - random.nextInt(5);
            node.candle("bar", close, highs[i], lows[i], close, 1).run();
            String expected = null;
            if (i >= period) {
                double entryHigh = Arrays.stream(highs, i - period, i).max().orElseThrow();
                double entryLow = Arrays.stream(lows, i - period, i).min().orElseThrow();
                double exitHigh = Arrays.stream(highs, i - exitPeriod, i).max().orElseThrow();
                double exitLow = Arrays.stream(lows, i - exitPeriod, i).min().orElseThrow();
                if (close > entryHigh && !position.equals("long")) {
                    expected = "enter-long";
                    position = "long";
                } else if (close < entryLow && !position.equals("short")) {
                    expected = "enter-short";
                    position = "short";
                } else if (close < exitLow && position.equals("long")) {
                    expected = "exit-long";
                    position = "flat";
                } else if (close > exitHigh && position.equals("short")) {
                    expected = "exit-short";
                    position = "flat";
                }
            }
            assertThat(node.isProduced("signal") ? node.reason("signal") : null)
                    .as("seed %d, bar %d", seed, i)
                    .isEqualTo(expected);
        }
    }
}
