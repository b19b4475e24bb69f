// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.orderflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidityHuntTest {
    /** How much of it is absorption, in tests that draw it by chance: above 0 by buyers. */
    private static final double ABSORPTION_MIN = 2;

    private NodeFixture hunt = hunt(Map.of());
    private long nowNs;

    private static NodeFixture hunt(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(Map.of("period", 3, "within", 2));
        all.putAll(parameters);
        return NodeFixture.of(LiquidityHunt.TYPE, all);
    }

    /** {@return the reason of the signal, if the bar, a minute after the last, made one} */
    private String bar(double high, double low, double close, double absorption, double delta) {
        nowNs += 60 * PastSignals.SECOND_NS;
        hunt.at(nowNs).candle("bar", close, high, low, close, 1);
        hunt.set("absorbed", Math.abs(absorption) > ABSORPTION_MIN).set("side", absorption > 0 ? 1L : 2L);
        hunt.set("delta", delta).run();
        return PastSignals.reason(hunt);
    }

    /** Three bars between 100 and 110. */
    private void range() {
        assertThat(bar(109, 101, 105, 9, 9)).isNull();
        assertThat(bar(110, 102, 105, 9, 9)).isNull();
        assertThat(bar(108, 100, 105, 9, 9)).isNull();
    }

    /** Long at 102, with a stop at 98. */
    private void enterLong() {
        range();
        assertThat(bar(103, 98, 102, 6, 1)).isEqualTo("enter-long");
    }

    @Test
    void shouldBuyWhenALowWasSweptSellersAbsorbedAndTheCloseIsBack() {
        enterLong();
        assertThat(hunt.side("signal")).isEqualTo(Side.BUY);
        assertThat(hunt.strength("signal")).as("2 below 100").isCloseTo(200, within(1e-9));
        assertThat(hunt.referencePrice("signal")).isEqualTo(102);
        assertThat(bar(103, 97.9, 102, 6, 1)).as("already long").isNull();
    }

    @Test
    void shouldSellWhenAHighWasSweptBuyersAbsorbedAndTheCloseIsBack() {
        range();
        assertThat(bar(111.1, 108, 109, -6, -1)).isEqualTo("enter-short");
        assertThat(hunt.side("signal")).isEqualTo(Side.SELL);
        assertThat(hunt.strength("signal")).isCloseTo(100, within(1e-9));
    }

    @Test
    void shouldNotEnterWithoutASweep() {
        range();
        assertThat(bar(103, 100, 102, 6, 1)).as("a touch of the level").isNull();
        assertThat(bar(110, 101, 109, -6, -1)).isNull();
    }

    @Test
    void shouldNotEnterWithoutAbsorption() {
        range();
        assertThat(bar(103, 98, 102, 0, 1)).isNull();
        assertThat(bar(103, 99, 102, -6, 1)).as("absorption of the others").isNull();
        assertThat(bar(103, 99, 102, 6, 1)).as("two bars later").isEqualTo("enter-long");
        assertThat(hunt.strength("signal")).as("of the sweep").isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldTakeWhatWasAbsorbedAtAnyTimeOfTheBarAsOfTheBar() {
        range();
        hunt.set("absorbed", true).set("side", 1L).run();
        hunt.set("absorbed", true).set("side", 2L).run();
        hunt.set("absorbed", false).run();
        assertThat(PastSignals.reason(hunt)).as("no bar, no signal").isNull();
        assertThat(bar(103, 98, 102, 0, 1)).isEqualTo("enter-long");
        assertThat(bar(111, 102, 109, 0, -1)).as("that was of the bar before").isNull();
    }

    @Test
    void shouldNotEnterBeforeTheCloseIsBackBeyondTheLevel() {
        range();
        assertThat(bar(103, 98, 99, 6, 1)).isNull();
        assertThat(bar(103, 97, 100, 0, 1))
                .as("at the level, absorbed a bar before")
                .isNull();
        assertThat(bar(103, 99, 100.5, 0, 1)).isEqualTo("enter-long");
        assertThat(hunt.strength("signal")).as("the sweep went on").isCloseTo(300, within(1e-9));
    }

    @Test
    void shouldNotEnterBeforeTheFlowHasTurned() {
        range();
        assertThat(bar(103, 98, 102, 6, -1)).isNull();
        assertThat(bar(103, 99, 102, 0, 0)).isEqualTo("enter-long");
    }

    @Test
    void shouldForgetASweepThatIsOld() {
        range();
        assertThat(bar(103, 98, 102, 0, 1)).isNull();
        assertThat(bar(103, 99, 102, 0, 1)).isNull();
        assertThat(bar(103, 99, 102, 0, 1)).isNull();
        assertThat(bar(103, 99, 102, 6, 1)).as("three bars later").isNull();
        assertThat(bar(103, 98.5, 102, 6, 1)).as("a new sweep of a new level").isEqualTo("enter-long");
    }

    @Test
    void shouldForgetASweepThatWasUsed() {
        hunt = hunt(Map.of("session-from", 5));
        range();
        assertThat(bar(103, 98, 102, 6, 1)).as("a minute too early").isNull();
        assertThat(bar(103, 99, 102, 6, 1)).isNull();
    }

    @Test
    void shouldStopWhereTheSweepEnded() {
        enterLong();
        assertThat(bar(103, 98, 98, 0, 0)).isNull();
        assertThat(bar(103, 97, 97.5, 0, 0)).isEqualTo("stop");
        assertThat(hunt.side("signal")).isEqualTo(Side.SELL);
        assertThat(hunt.strength("signal")).isCloseTo(10_000 * 4.5 / 102, within(1e-9));
        assertThat(bar(103, 97, 97.5, 0, 0)).isNull();
    }

    @Test
    void shouldLeaveWithTheReward() {
        enterLong();
        assertThat(bar(109.5, 102, 109.5, 0, 0)).isNull();
        assertThat(bar(109.9, 102, 110, 0, 0)).as("twice the 4 to the stop").isEqualTo("exit-long");
    }

    @Test
    void shouldLeaveWhenTheTimeIsUp() {
        hunt = hunt(Map.of("hold", "3m"));
        enterLong();
        assertThat(bar(104, 102, 103, 0, 0)).isNull();
        assertThat(bar(104, 102, 103, 0, 0)).isNull();
        assertThat(bar(104, 102, 103, 0, 0)).isEqualTo("time");
    }

    @Test
    void shouldTurnOverOnASuccessOnTheOtherSide() {
        enterLong();
        assertThat(bar(110.5, 102, 109, -6, -1)).isEqualTo("enter-short");
        assertThat(bar(111, 105, 110.6, 0, 0)).isEqualTo("stop");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        hunt = hunt(Map.of("sides", "short"));
        range();
        assertThat(bar(103, 98, 102, 6, 1)).isNull();
        assertThat(bar(111, 100, 109, -6, -1)).isEqualTo("enter-short");
    }

    @Test
    void shouldKeepTheCooldown() {
        hunt = hunt(Map.of("cooldown", "3m"));
        enterLong();
        assertThat(bar(103, 97, 97.5, 0, 0)).isEqualTo("stop");
        assertThat(bar(103, 96, 102, 6, 1)).isNull();
        assertThat(bar(103, 97, 102, 6, 1)).isNull();
        assertThat(bar(103, 95, 102, 6, 1)).isEqualTo("enter-long");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        hunt = hunt(Map.of("session-to", 5));
        enterLong();
        assertThat(bar(103, 101, 102, 0, 0)).isEqualTo("session-end");
        assertThat(bar(103, 97, 102, 6, 1)).isNull();
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        range();
        hunt.change("delta-min", 2.0);
        assertThat(bar(103, 98, 102, 6, 1)).isNull();
        assertThat(bar(103, 98, 102, 0, 2)).isEqualTo("enter-long");
        hunt.change("reward", 1.0);
        assertThat(bar(106, 102, 106, 0, 0)).isEqualTo("exit-long");
    }

    /** A bar, and what was traded in it. */
    private record Bar(double high, double low, double close, double absorption, double delta) {
        /** The same bar with the price upside down, where highs are lows. */
        Bar upsideDown() {
            return new Bar(-low, -high, -close, -absorption, -delta);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithGoingThroughAllBars(int seed) {
        Random random = new Random(seed);
        int period = 1 + random.nextInt(6);
        int within = random.nextInt(4);
        PastSignals expected = PastSignals.random(random);
        hunt = hunt(expected.parameters(Map.of("period", period, "within", within, "delta-min", -1.0, "hold", "15m")));
        List<Bar> bars = new ArrayList<>();
        List<Bar> mirrored = new ArrayList<>();
        double close = 1_000;
        double stopPrice = 0;
        for (int i = 0; i < 500; i++) {
            close += random.nextInt(21) - 10;
            Bar bar = new Bar(
                    close + random.nextInt(9),
                    close - random.nextInt(9),
                    close,
                    random.nextInt(11) - 5,
                    random.nextInt(11) - 5);
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            bar(bar.high(), bar.low(), bar.close(), bar.absorption(), bar.delta());
            bars.add(bar);
            mirrored.add(bar.upsideDown());
            expected.at(nowNs);
            double[] bought = success(bars, period, within);
            double[] sold = success(mirrored, period, within);
            String held = expected.held();
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, close);
            } else if (bought != null && expected.mayEnter("long")) {
                stopPrice = bought[1];
                expected.enter("long", 10_000 * (bought[0] - bought[1]) / bought[0], close);
            } else if (sold != null && expected.mayEnter("short")) {
                stopPrice = -sold[1];
                expected.enter("short", 10_000 * (sold[0] - sold[1]) / -sold[0], close);
            } else if (!held.equals("flat")) {
                double entry = expected.entryPrice();
                double strength = 10_000 * Math.abs(close - entry) / entry;
                boolean isLong = held.equals("long");
                if (isLong ? close < stopPrice : close > stopPrice) {
                    expected.leave("stop", strength, close);
                } else if (isLong
                        ? close >= entry + 2 * (entry - stopPrice)
                        : close <= entry - 2 * (stopPrice - entry)) {
                    expected.leave(strength, close);
                } else if (expected.heldNs() >= 900 * PastSignals.SECOND_NS) {
                    expected.leave("time", strength, close);
                }
            }
            expected.check(hunt, "seed %d, bar %d".formatted(seed, i));
        }
    }

    /** {@return level and extreme of the sweep of a low that the last bar makes a success of, null if it does not} */
    private static double[] success(List<Bar> bars, int period, int within) {
        int from = period;
        for (int sweep = period; sweep < bars.size(); sweep++) {
            double level = bars.subList(sweep - period, sweep).stream()
                    .mapToDouble(Bar::low)
                    .min()
                    .orElseThrow();
            if (sweep < from || bars.get(sweep).low() >= level) {
                continue;
            }
            from = sweep + within + 1;
            for (int at = sweep; at <= Math.min(sweep + within, bars.size() - 1); at++) {
                List<Bar> since = bars.subList(sweep, at + 1);
                Bar bar = bars.get(at);
                if (since.stream().anyMatch(each -> each.absorption() > ABSORPTION_MIN)
                        && bar.delta() >= -1
                        && bar.close() > level) {
                    if (at == bars.size() - 1) {
                        return new double[] {
                            level, since.stream().mapToDouble(Bar::low).min().orElseThrow()
                        };
                    }
                    from = at + 1;
                    break;
                }
            }
        }
        return null;
    }
}
