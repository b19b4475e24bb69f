// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Engine time, boundaries, bars and late trades. */
@ParameterizedClass
@EnumSource(Form.class)
record BoundaryRulesTest(Form form) {
    @Test
    void shouldCloseAllTimeframesThatEndTogetherInOneCycle() {
        Rig rig = Rig.of(form, """
                both: {type: sum, inputs: [Candle(1m), Candle(5m).open], publish: true}
                runs: {type: probe, inputs: [both], publish: [count]}
                """);
        for (int minute = 0; minute < 5; minute++) {
            rig.trade(60 * minute, 10 + minute);
        }
        assertThat(rig.takeCycles()).as("no bar of 5m yet").isEmpty();
        assertThat(rig.trade(300, 20).takeCycles()).containsExactly("0@300 0/both=24.0", "0@300 0/runs.count=1");
        assertThat(rig.trade(360, 30).takeCycles()).containsExactly("0@360 0/both=30.0", "0@360 0/runs.count=2");
    }

    @Test
    void shouldRunForWhicheverTimeframeCloses() {
        Rig rig = Rig.of(form, "runs: {type: probe, inputs: [Candle(1m), Candle(5m)], publish: [count]}");
        rig.trade(10, 1).clock(299);
        assertThat(rig.takeCycles()).as("no bar of 5m yet").isEmpty();
        assertThat(rig.clock(300).takeCycles()).as("5m alone").containsExactly("0@300 0/runs.count=1");
        rig.trade(310, 1);
        assertThat(rig.clock(360).takeCycles()).as("1m alone").containsExactly("0@360 0/runs.count=2");
    }

    @Test
    void shouldShowTheBarWithoutTheTradeThatEndedIt() {
        Rig rig = Rig.of(form, """
                bar: {inputs: [Candle(1m)], publish: [close, count]}
                tick: {type: sum, inputs: [Tick], publish: true}
                """);
        rig.trade(1, 10).trade(59.999999999, 11).take();
        assertThat(rig.trade(60, 20).takeCycles())
                .containsExactly("0@60 0/bar.close=11.0", "0@60 0/bar.count=2.0", "1@60 0/tick=20.0");
        assertThat(rig.trade(125, 30).takeCycles())
                .containsExactly("0@120 0/bar.close=20.0", "0@120 0/bar.count=1.0", "1@125 0/tick=30.0");
    }

    @Test
    void shouldTellNodesTheBoundaryAsTheTimeOfTheCycle() {
        Rig rig = Rig.of(form, """
                atBar: {type: stamp, inputs: [Candle(1m)], publish: true}
                atTick: {type: stamp, inputs: [Tick], publish: true}
                """);
        assertThat(rig.trade(7, 10).take()).containsExactly("atTick=" + Rig.timeNs(7));
        assertThat(rig.trade(75.5, 10).take()).containsExactly("atBar=" + Rig.timeNs(60), "atTick=" + Rig.timeNs(75.5));
    }

    @Test
    void shouldRunOneCyclePerBoundaryInTheOrderOfTime() {
        Rig rig = Rig.of(form, """
                hour: {type: bar, inputs: [Candle(1h)], publish: [close]}
                minute: {type: bar, inputs: [Candle(1m)], publish: [close]}
                five: {type: bar, inputs: [Candle(5m)], publish: [close]}
                quarter: {type: sum, inputs: [Candle(15m)], publish: true}
                """);
        rig.trade(1, 10);
        assertThat(rig.clock(3600).takeCycles())
                .containsExactly(
                        "0@60 0/minute.close=10.0",
                        "1@300 0/five.close=10.0",
                        "2@900 0/quarter=10.0",
                        "3@3600 0/hour.close=10.0");
    }

    @Test
    void shouldSkipEmptyBars() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [close]}");
        rig.clock(30).trade(61, 10).clock(600);
        assertThat(rig.takeCycles()).containsExactly("0@120 0/bar.close=10.0");
        assertThat(rig.processor().candleCount(0)).isEqualTo(1);
        assertThat(rig.trade(1_000_000, 20).takeCycles()).isEmpty();
    }

    @Test
    void shouldNotCareWhatMovesTheTime() {
        Rig byClock = scenario(rig -> rig.clock(300));
        Rig byQuote = scenario(rig -> rig.quote(301, 1, 2));
        Rig byTrade = scenario(rig -> rig);
        List<String> lines = byClock.takeByTime();
        assertThat(lines).hasSize(6);
        assertThat(byQuote.takeByTime()).isEqualTo(lines);
        assertThat(byTrade.takeByTime()).isEqualTo(lines);
        long hash = byClock.processor().outputsHash();
        assertThat(byQuote.processor().outputsHash()).isEqualTo(hash);
        assertThat(byTrade.processor().outputsHash()).isEqualTo(hash);
        assertThat(nodeDigests(byQuote)).isEqualTo(nodeDigests(byClock));
        assertThat(nodeDigests(byTrade)).isEqualTo(nodeDigests(byClock));
    }

    private static long[] nodeDigests(Rig rig) {
        long[] digests = new long[rig.processor().nodeDigestCountMax()];
        rig.processor().stateHash(digests);
        return digests;
    }

    private Rig scenario(UnaryOperator<Rig> closing) {
        Rig rig = Rig.of(form, """
                one: {type: bar, inputs: [Candle(1m)], publish: [volume]}
                tick: {type: sum, inputs: [Tick], publish: true}
                five: {type: stamp, inputs: [Candle(5m)], publish: true}
                """);
        rig.trade(5, 10).trade(250, 11);
        return closing.apply(rig).trade(310, 12);
    }

    @Test
    void shouldNeverTurnTheTimeBack() {
        Rig rig = Rig.of(form, "stamp: {inputs: [Tick], publish: true}");
        rig.trade(100, 10).take();
        assertThat(rig.trade(40, 11).takeCycles()).containsExactly("0@100 0/stamp=" + Rig.timeNs(100));
        assertThat(rig.processor().engineTimeNs()).isEqualTo(Rig.timeNs(100));
        rig.clock(50).quote(60, 1, 2);
        assertThat(rig.processor().engineTimeNs()).isEqualTo(Rig.timeNs(100));
        assertThat(rig.trade(101, 12).takeCycles()).containsExactly("0@101 0/stamp=" + Rig.timeNs(101));
    }

    @Test
    void shouldRunLateTradesAndCountThemButNeverChangeAClosedBar() {
        Rig rig = Rig.of(form, """
                tick: {type: sum, inputs: [Tick], publish: true}
                bar: {inputs: [Candle(1m)], publish: [high, count]}
                """);
        rig.trade(10, 10).trade(70, 20).take();
        assertThat(rig.trade(50, 99).takeCycles()).containsExactly("0@70 0/tick=99.0");
        assertThat(rig.processor().lateTradeCount()).isEqualTo(1);
        assertThat(rig.processor().state(0).isValid(1)).isTrue();
        assertThat(rig.processor()
                        .state(0)
                        .getDouble(rig.graph()
                                        .template()
                                        .sources(SourceKind.CANDLE)
                                        .get(0)
                                        .doubleSlot()
                                + 1))
                .as("high of the closed bar")
                .isEqualTo(10.0);
        assertThat(rig.clock(120).takeCycles()).containsExactly("0@120 0/bar.high=20.0", "0@120 0/bar.count=1.0");
    }

    @Test
    void shouldCountATradeAsLateWhenItsBarWouldHaveEnded() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [count]}");
        rig.clock(100).trade(50, 10);
        assertThat(rig.processor().lateTradeCount()).isEqualTo(1);
        assertThat(rig.clock(1000).take()).isEmpty();
    }

    @Test
    void shouldLeaveALateTradeOnlyOutOfTheBarsItIsLateFor() {
        Rig rig = Rig.of(form, """
                one: {type: bar, inputs: [Candle(1m)], publish: [volume, close]}
                five: {type: bar, inputs: [Candle(5m)], publish: [volume, close]}
                """);
        rig.trade(10, 10).trade(70, 20).take();
        rig.trade(50, 99);
        assertThat(rig.processor().lateTradeCount()).isEqualTo(1);
        assertThat(rig.clock(300).takeCycles())
                .containsExactly(
                        "0@120 0/one.close=20.0",
                        "0@120 0/one.volume=1.0",
                        "1@300 0/five.close=99.0",
                        "1@300 0/five.volume=3.0");
    }

    @Test
    void shouldTakeATradeIntoTheOpenBarWhateverItsOrder() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [open, close, count]}");
        rig.trade(50, 10).trade(20, 11).trade(0, 12);
        assertThat(rig.processor().lateTradeCount()).isZero();
        assertThat(rig.clock(60).take()).containsExactly("bar.open=10.0", "bar.close=12.0", "bar.count=3.0");
    }

    @Test
    void shouldKeepAVolumeThatIsTooLargeAtTheGreatestThereIs() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [volume]}");
        new Events(rig.processor())
                .trade(0, Rig.timeNs(1), 1, Long.MAX_VALUE)
                .trade(0, Rig.timeNs(2), 1, 1)
                .trade(0, Rig.timeNs(3), 1, Long.MAX_VALUE);
        assertThat(rig.clock(60).take()).containsExactly("bar.volume=9.223372036854776E9");
    }
}
