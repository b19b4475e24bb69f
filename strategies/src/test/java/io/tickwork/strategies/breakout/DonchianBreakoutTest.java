// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.breakout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DonchianBreakoutTest {
    private NodeFixture breakout = breakout(Map.of());
    private long nowNs;

    private static NodeFixture breakout(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(Map.of("period", 3, "exit-period", 2));
        all.putAll(parameters);
        return NodeFixture.of(DonchianBreakout.TYPE, all);
    }

    /** {@return the reason of the signal, if the bar, a minute after the last, made one} */
    private String bar(double high, double low, double close) {
        nowNs += 60 * PastSignals.SECOND_NS;
        breakout.at(nowNs).candle("bar", close, high, low, close, 1).run();
        return PastSignals.reason(breakout);
    }

    private void range() {
        bar(110, 90, 100);
        bar(108, 92, 100);
        bar(106, 94, 100);
    }

    /** From here on, one average true range is so much. */
    private void atr(double atr) {
        breakout.set("atr", atr).valid("atr", true);
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
    void shouldLeaveInsteadOfTurningOverWhenItMayNotEnter() {
        breakout = breakout(Map.of("sides", "long"));
        range();
        assertThat(bar(112, 100, 112)).isEqualTo("enter-long");
        assertThat(bar(112, 80, 85)).isEqualTo("exit-long");
        breakout = breakout(Map.of("cooldown", "3m"));
        range();
        assertThat(bar(112, 100, 112)).isEqualTo("enter-long");
        assertThat(bar(112, 80, 85)).isEqualTo("exit-long");
        assertThat(bar(80, 70, 70)).isNull();
        assertThat(bar(70, 60, 60)).isNull();
        assertThat(bar(60, 50, 50)).as("three minutes after the exit").isEqualTo("enter-short");
    }

    @Test
    void shouldEnterOnlyBeyondTheBuffer() {
        breakout = breakout(Map.of("buffer", 0.5));
        atr(4);
        range();
        assertThat(bar(112, 100, 112)).isNull();
        assertThat(bar(115, 100, 114.1)).isEqualTo("enter-long");
        assertThat(bar(115, 92.5, 92.5))
                .as("within the buffer, but out of the range for exits")
                .isEqualTo("exit-long");
        assertThat(bar(90, 80, 87)).isEqualTo("enter-short");
        breakout.change("buffer", 0.0);
        assertThat(bar(116, 80, 116)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterNothingWhileTheAverageTrueRangeItNeedsIsNotKnown() {
        breakout = breakout(Map.of("buffer", 0.5));
        range();
        assertThat(bar(130, 100, 130)).isNull();
        breakout = breakout(Map.of("stop", 0.5));
        range();
        assertThat(bar(130, 100, 130)).isNull();
        atr(4);
        assertThat(bar(131, 100, 131)).isEqualTo("enter-long");
        breakout.valid("atr", false);
        assertThat(bar(131, 50, 50)).as("but leave").isEqualTo("stop");
    }

    @Test
    void shouldStopSoManyRangesFromTheEntry() {
        breakout = breakout(Map.of("stop", 2.0));
        atr(4);
        range();
        assertThat(bar(112, 90, 112)).isEqualTo("enter-long");
        atr(1);
        assertThat(bar(112, 90, 104)).as("at the stop").isNull();
        assertThat(bar(112, 90, 103)).isEqualTo("stop");
        assertThat(breakout.side("signal")).isEqualTo(Side.SELL);
        assertThat(breakout.strength("signal")).isCloseTo(10_000.0 / 104, within(1e-9));
        breakout.change("stop", 1.0);
        assertThat(bar(100, 80, 80)).isEqualTo("enter-short");
        assertThat(bar(82, 80, 81)).isNull();
        assertThat(bar(82, 80, 81.5)).isEqualTo("stop");
        assertThat(breakout.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        breakout = breakout(Map.of("session-to", 5));
        range();
        assertThat(bar(112, 100, 112)).isEqualTo("enter-long");
        assertThat(bar(120, 112, 120)).isEqualTo("session-end");
        assertThat(bar(130, 112, 130)).isNull();
    }

    @Test
    void shouldRefuseARangeForExitsLongerThanThatForEntries() {
        assertThatThrownBy(() -> breakout(Map.of("exit-period", 4)))
                .hasMessageContaining("exit-period must not be greater than period");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithSearchingTheBars(int seed) {
        Random random = new Random(seed);
        int period = 2 + random.nextInt(20);
        int exitPeriod = 1 + random.nextInt(period);
        double buffer = random.nextInt(3) / 4.0;
        double stop = random.nextInt(4) / 2.0;
        PastSignals expected = PastSignals.random(random);
        breakout = breakout(expected.parameters(
                Map.of("period", period, "exit-period", exitPeriod, "buffer", buffer, "stop", stop)));
        double[] highs = new double[3_000];
        double[] lows = new double[highs.length];
        double close = 1_000;
        double atrAtEntry = 0;
        for (int i = 0; i < highs.length; i++) {
            close += random.nextInt(21) - 10;
            highs[i] = close + random.nextInt(5);
            lows[i] = close - random.nextInt(5);
            double atr = 1 + random.nextInt(10);
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            boolean isAtrKnown = random.nextInt(10) > 0;
            breakout.set("atr", atr).valid("atr", isAtrKnown);
            bar(highs[i], lows[i], close);
            expected.at(nowNs);
            if (i >= period) {
                List<Integer> range = IntStream.range(i - period, i).boxed().toList();
                List<Integer> exitRange =
                        IntStream.range(i - exitPeriod, i).boxed().toList();
                double high =
                        range.stream().mapToDouble(each -> highs[each]).max().orElseThrow();
                double low =
                        range.stream().mapToDouble(each -> lows[each]).min().orElseThrow();
                double exitHigh = exitRange.stream()
                        .mapToDouble(each -> highs[each])
                        .max()
                        .orElseThrow();
                double exitLow =
                        exitRange.stream().mapToDouble(each -> lows[each]).min().orElseThrow();
                boolean isRangeEnough = isAtrKnown || buffer == 0 && stop == 0;
                double room = buffer * atr;
                String held = expected.held();
                double stopPrice = held.equals("flat")
                        ? 0
                        : expected.entryPrice() - (held.equals("long") ? 1 : -1) * stop * atrAtEntry;
                if (expected.mustLeave()) {
                    expected.leave("session-end", 0, close);
                } else if (close > high + room && isRangeEnough && expected.mayEnter("long")) {
                    expected.enter("long", 10_000 * (close - high) / high, close);
                    atrAtEntry = atr;
                } else if (close < low - room && isRangeEnough && expected.mayEnter("short")) {
                    expected.enter("short", 10_000 * (low - close) / low, close);
                    atrAtEntry = atr;
                } else if (stop > 0
                        && (held.equals("long") && close < stopPrice || held.equals("short") && close > stopPrice)) {
                    expected.leave("stop", 10_000 * Math.abs(close - stopPrice) / stopPrice, close);
                } else if (held.equals("long") && close < exitLow) {
                    expected.leave(10_000 * (exitLow - close) / exitLow, close);
                } else if (held.equals("short") && close > exitHigh) {
                    expected.leave(10_000 * (close - exitHigh) / exitHigh, close);
                }
            }
            expected.check(breakout, "seed %d, bar %d".formatted(seed, i));
        }
    }
}
