// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of how bars are made: grace, empty bars, lower bars, bars from outside, sessions. */
@ParameterizedClass
@EnumSource(Form.class)
class FeedRulesTest {
    private final Form form;

    FeedRulesTest(Form form) {
        this.form = form;
    }

    private static final String BAR = "indicators: {bar: {inputs: [%s], publish: [close, volume]}}";

    private Rig rig(String candles, String timeframe) {
        return Rig.of(form, "candles: " + candles + "\n" + BAR.formatted("Candle(" + timeframe + ")"));
    }

    @Test
    void shouldWaitForLateTradesAsLongAsTheGrace() {
        Rig rig = rig("{grace: 5s}", "1m");
        rig.trade(30, 10);
        assertThat(rig.trade(62, 20).take()).as("the minute waits").isEmpty();
        rig.trade(58, 11);
        assertThat(rig.processor().lateTradeCount()).isZero();
        assertThat(rig.clock(65).takeCycles())
                .as("with the trade that came late, and without the one of the next minute")
                .containsExactly("0@60 0/bar.close=11.0", "0@60 0/bar.volume=2.0");
        rig.trade(59, 12);
        assertThat(rig.processor().lateTradeCount()).isEqualTo(1);
    }

    @Test
    void shouldSkipOrCarrySpansWithoutTrades() {
        assertThat(rig("{empty: skip}", "1m").trade(1, 10).trade(300, 20).take())
                .containsExactly("bar.close=10.0", "bar.volume=1.0");
        assertThat(rig("{empty: carry, limit: 2}", "1m")
                        .trade(1, 10)
                        .trade(300, 20)
                        .takeCycles())
                .as("a cycle each, up to the limit")
                .containsExactly(
                        "0@60 0/bar.close=10.0",
                        "0@60 0/bar.volume=1.0",
                        "1@120 0/bar.close=10.0",
                        "1@120 0/bar.volume=0.0",
                        "2@180 0/bar.close=10.0",
                        "2@180 0/bar.volume=0.0");
    }

    @Test
    void shouldMakeBarsOfLowerBars() {
        Rig rig = rig("{5m: {from: 1m}}", "5m");
        rig.trade(1, 10).trade(100, 30).trade(200, 20);
        assertThat(rig.trade(300, 5).take()).containsExactly("bar.close=20.0", "bar.volume=3.0");
    }

    @Test
    void shouldTakeBarsFromOutside() {
        Rig rig = rig("{1m: external}", "1m");
        assertThat(rig.trade(1, 10).trade(61, 11).take()).as("trades make none").isEmpty();
        assertThat(rig.candle("1m", 120, 5, 7).takeCycles())
                .containsExactly("0@120 0/bar.close=7.0", "0@120 0/bar.volume=1.0");
        assertThat(rig.candle("1m", 120, 5, 8).take()).as("the same once more").isEmpty();
        assertThat(rig.processor().lateCandleCount()).isEqualTo(1);
    }

    @Test
    void shouldJoinBarsThatEndAtOneInstant() {
        String yaml = """
                candles: {1m: external, 5m: external%s}
                indicators: {both: {type: sum, inputs: [Candle(1m), Candle(5m)], publish: true}}
                """;
        Rig apart = Rig.of(form, yaml.formatted(""));
        apart.candle("1m", 300, 1, 2);
        assertThat(apart.candle("5m", 300, 1, 4).take()).containsExactly("both=6.0");
        assertThat(apart.candle("1m", 360, 1, 3).take()).containsExactly("both=7.0");

        Rig joined = Rig.of(form, yaml.formatted(", join: true"));
        assertThat(joined.candle("1m", 300, 1, 2).take()).as("held").isEmpty();
        assertThat(joined.candle("5m", 300, 1, 4).take())
                .as("the last has come")
                .containsExactly("both=6.0");
        assertThat(joined.candle("1m", 600, 1, 3).take()).as("held").isEmpty();
        assertThat(joined.clock(601).takeCycles()).as("the other will not come").containsExactly("0@600 0/both=7.0");
    }

    @Test
    void shouldAlignBarsToTheSessionAndLeaveTradesOutsideToThemselves() {
        Rig rig = Rig.of(form, """
                sessions: {late: {zone: UTC, open: "00:10", close: "01:15", from: 2013-11-25, to: 2013-11-26}}
                candles: {session: late}
                indicators:
                  hour: {type: bar, inputs: [Candle(1h)], publish: [close, openTime]}
                  day: {type: bar, inputs: [Candle(1d)], publish: [close]}
                """);
        rig.trade(60, 1);
        assertThat(rig.processor().outsideTradeCount()).as("before the open").isEqualTo(1);
        rig.trade(601, 10);
        assertThat(rig.trade(4201, 20).takeCycles())
                .as("an hour from the open")
                .containsExactly("0@4200 0/hour.close=10.0", "0@4200 0/hour.openTime=" + Rig.timeNs(600));
        assertThat(rig.clock(4500).takeCycles())
                .as("the last bar is cut at the close, and the day is the session")
                .containsExactly(
                        "0@4500 0/hour.close=20.0",
                        "0@4500 0/hour.openTime=" + Rig.timeNs(4200),
                        "0@4500 0/day.close=20.0");
    }

    @Test
    void shouldTakeABarThatShouldHaveComeBeforeOneThatIsHeld() {
        Rig rig = Rig.of(form, """
                candles: {1m: external, 5m: external, 15m: external, join: true}
                indicators:
                  one: {type: bar, inputs: [Candle(1m)], publish: [close, openTime]}
                  five: {type: bar, inputs: [Candle(5m)], publish: [close, openTime]}
                  quarter: {type: bar, inputs: [Candle(15m)], publish: [close, openTime]}
                """);
        rig.candle("1m", 900, 1, 2).candle("5m", 900, 1, 3);
        assertThat(rig.candle("1m", 840, 1, 5).take())
                .as("late, in a cycle of its own")
                .containsExactly("one.close=5.0", "one.openTime=" + Rig.timeNs(780));
        assertThat(rig.candle("15m", 900, 1, 4).take())
                .containsExactly(
                        "one.close=2.0",
                        "one.openTime=" + Rig.timeNs(840),
                        "five.close=3.0",
                        "five.openTime=" + Rig.timeNs(600),
                        "quarter.close=4.0",
                        "quarter.openTime=" + Rig.timeNs(0));
    }

    @Test
    void shouldNotBeginABarWhoseEndHasPassed() {
        Rig rig = Rig.of(form, """
                candles: {1m: external, 5m: {from: 1m}, join: true}
                indicators:
                  one: {type: bar, inputs: [Candle(1m)], publish: [close]}
                  five: {type: bar, inputs: [Candle(5m)], publish: [close]}
                """);
        rig.clock(1000);
        assertThat(rig.candle("1m", 240, 1, 2).takeCycles()).containsExactly("0@1000 0/one.close=2.0");
        assertThat(rig.clock(1001).takeCycles())
                .as("the boundary at 300 has been")
                .isEmpty();
    }

    @Test
    void shouldHaveRoomForTheBarsThatSessionsCutDuringALongGrace() {
        Rig rig = Rig.of(form, """
                sessions:
                  day: {zone: UTC, open: "00:00", close: "00:00", days: [mon, tue, wed, thu, fri, sat, sun],
                        from: 2013-11-20, to: 2013-12-26}
                candles: {session: day, grace: 120h}
                indicators:
                  bar: {type: bar, inputs: [Candle(7h)], publish: [close]}
                  ever: {type: probe, inputs: [Tick], publish: [count]}
                """);
        for (int hour = 22; hour <= 142; hour++) {
            rig.trade(hour * 3600, hour);
        }
        rig.take();
        assertThat(rig.clock(300 * 3600).take())
                .as("four a day, of which the night cuts one")
                .hasSize(21)
                .startsWith("bar.close=23.0", "bar.close=30.0", "bar.close=37.0", "bar.close=44.0", "bar.close=47.0")
                .endsWith("bar.close=140.0", "bar.close=142.0");
    }

    @Test
    void shouldCountBarsFromOutsideThatAreTooManyToBeHeld() {
        Rig rig = rig("{1m: external, 5m: external, join: true, grace: 30s}", "1m");
        for (int second = 0; second < 10; second++) {
            rig.candle("1m", second, second + 1, 5, 7);
        }
        assertThat(rig.processor().lateCandleCount())
                .as("three can be, if they are as long as they say")
                .isEqualTo(7);
        assertThat(rig.clock(100).takeCycles())
                .containsExactly(
                        "0@1 0/bar.close=7.0",
                        "0@1 0/bar.volume=1.0",
                        "1@2 0/bar.close=7.0",
                        "1@2 0/bar.volume=1.0",
                        "2@3 0/bar.close=7.0",
                        "2@3 0/bar.volume=1.0");
    }

    @Test
    void shouldWaitForTheBarsOfASymbolThatIsDefinedMeanwhile() {
        Rig rig = Rig.of(form, """
                candles: {1m: external, 5m: external, join: true}
                indicators: {both: {type: sum, inputs: [Candle(1m), Candle(5m)], publish: true}}
                """);
        rig.candle(0, "1m", 300, 1, 2).define(1).candle(1, "1m", 300, 1, 3);
        assertThat(rig.candle(0, "5m", 300, 1, 2).take()).as("one is missing").isEmpty();
        assertThat(rig.candle(1, "5m", 300, 1, 3).takeCycles()).containsExactly("0@300 0/both=4.0", "0@300 1/both=6.0");
    }

    @Test
    void shouldNotTakeABarThatEndsAnywhereForOneThatIsWaitedFor() {
        Rig rig = Rig.of(form, """
                candles: {1m: external, 1d: external, join: true}
                indicators: {both: {type: sum, inputs: [Candle(1m), Candle(1d)], publish: true}}
                """);
        int evening = 21 * 3600;
        assertThat(rig.candle("1d", evening, 1, 2).take()).as("held").isEmpty();
        assertThat(rig.candle("1m", evening, 1, 3).take()).containsExactly("both=5.0");
        assertThat(rig.processor().lateCandleCount()).isZero();
    }
}
