// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When a node runs: once per cycle, after what it reads, if triggered and if what it needs is there. */
@ParameterizedClass
@EnumSource(Form.class)
record TriggerRulesTest(Form form) {
    @Test
    void shouldRunOncePerCycleAfterEverythingItReads() {
        Rig rig = Rig.of(form, """
                runs: {type: probe, inputs: [D], publish: [count]}
                D: {type: sum, inputs: [B, C], publish: true}
                B: {type: sum, inputs: [A]}
                C: {type: sum, inputs: [A, A]}
                A: {type: sum, inputs: [Tick]}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("runs.count=1", "D=30.0");
        assertThat(rig.trade(2, 20).take()).containsExactly("runs.count=2", "D=60.0");
    }

    @Test
    void shouldRunOnceWhenSeveralInputsWereProduced() {
        Rig rig = Rig.of(form, """
                price: {type: sum, inputs: [Tick]}
                all: {type: probe, inputs: [Tick, Tick.size, price, price], publish: true}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("all.value=10.0", "all.count=1");
    }

    @Test
    void shouldRunInTheCyclesOfEveryTriggeringSource() {
        Rig rig = Rig.of(form, "mid: {type: probe, inputs: [Quote.bid, Tick], publish: [count]}");
        assertThat(rig.quote(1, 10, 11).take()).isEmpty();
        assertThat(rig.trade(2, 10).take()).containsExactly("mid.count=1");
        assertThat(rig.quote(3, 10, 11).take()).containsExactly("mid.count=2");
    }

    @Test
    void shouldNotRunForSampledInputs() {
        Rig rig = Rig.of(form, "node: {type: sum, inputs: [Tick, {from: Quote.bid, sampled: true}], publish: true}");
        assertThat(rig.quote(1, 5, 6).take()).isEmpty();
        assertThat(rig.trade(2, 10).take()).containsExactly("node=15.0");
        assertThat(rig.quote(3, 7, 8).take()).isEmpty();
        assertThat(rig.trade(4, 10).take()).containsExactly("node=17.0");
    }

    @Test
    void shouldNeedSampledInputs() {
        Rig rig = Rig.of(form, "node: {type: sum, inputs: [Tick, {from: Quote.bid, sampled: true}], publish: true}");
        assertThat(rig.trade(1, 10).take()).isEmpty();
        rig.quote(2, 5, 6);
        assertThat(rig.trade(3, 10).take()).containsExactly("node=15.0");
    }

    @Test
    void shouldReadSampledInputsAsOfTheSameCycle() {
        Rig rig = Rig.of(form, """
                reader: {type: sum, inputs: [Tick, {from: twice, sampled: true}], publish: true}
                twice: {type: sum, inputs: [Tick, Tick]}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("reader=30.0");
        assertThat(rig.trade(2, 20).take()).containsExactly("reader=60.0");
    }

    @Test
    void shouldRunWithoutOptionalInputsAndBeTriggeredByThem() {
        Rig rig = Rig.of(form, "node: {type: either, inputs: {input: Tick, other: Quote.bid}, publish: true}");
        assertThat(rig.quote(1, 5, 6).take()).as("the other input is missing").isEmpty();
        assertThat(rig.trade(2, 10).take()).containsExactly("node=5.0");

        rig = Rig.of(form, "node: {type: either, inputs: {input: Tick, other: Quote.bid}, publish: true}");
        assertThat(rig.trade(1, 10).take()).containsExactly("node=10.0");
        assertThat(rig.quote(2, 5, 6).take()).containsExactly("node=5.0");
    }

    @Test
    void shouldNeitherNeedNorRunForInputsThatAreSampledAndOptional() {
        Rig rig = Rig.of(form, """
                node:
                  type: either
                  inputs: {input: Tick, other: {from: Quote.bid, sampled: true, optional: true}}
                  publish: true
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("node=10.0");
        assertThat(rig.quote(2, 5, 6).take()).isEmpty();
        assertThat(rig.trade(3, 10).take()).containsExactly("node=5.0");
    }

    @Test
    void shouldLetTheGraphOverrideTheRoleOfAnInput() {
        // The type declares the price as sampled.
        Rig rig = Rig.of(form, """
                left: {type: alarm, inputs: {input: Tick, price: Quote.bid}}
                set: {type: alarm, inputs: {input: Tick, price: {from: Quote.bid, sampled: false}}}
                """);
        rig.trade(1, 2.5);
        assertThat(rig.take()).isEmpty();
        assertThat(rig.quote(2, 5, 6).take()).containsExactly("set=2,0,0.5,5.0");
    }

    @Test
    void shouldNotRunBeforeTheFirstEventOfASource() {
        Rig rig = Rig.of(form, """
                all: {type: probe, inputs: [Tick, Quote.bid, Candle(1m)], publish: [count]}
                bars: {type: bar, inputs: [Candle(1m)], publish: [close]}
                """);
        for (int source = 0; source < rig.graph().template().sources().size(); source++) {
            assertThat(rig.processor().state(0).isValid(source)).isFalse();
        }
        assertThat(rig.clock(0).take()).isEmpty();
        assertThat(rig.trade(1, 10).take()).isEmpty();
        assertThat(rig.quote(2, 5, 6).take()).isEmpty();
        assertThat(rig.clock(60).take()).containsExactly("all.count=1", "bars.close=10.0");
    }

    @Test
    void shouldNotRunForInputsThatWereNotProduced() {
        Rig rig = Rig.of(form, """
                step: {type: step, inputs: [Tick], params: {threshold: 2}, publish: true}
                after: {type: probe, inputs: [step], publish: [count]}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("step=10.0", "after.count=1");
        assertThat(rig.trade(2, 11).take()).isEmpty();
        assertThat(rig.trade(3, 12).take()).containsExactly("step=12.0", "after.count=2");
    }

    @Test
    void shouldRunOnlyForTheOutputItReads() {
        Rig rig = Rig.of(form, """
                parts: {type: splitter, inputs: [Tick]}
                whole: {type: accumulate, inputs: [parts.whole], publish: true}
                half: {type: probe, inputs: [parts.half], publish: [count]}
                """);
        assertThat(rig.trade(1, 3).take()).containsExactly("whole=3", "half.count=1");
        assertThat(rig.trade(2, 4).take()).as("even: whole is unchanged").containsExactly("half.count=2");
    }
}
