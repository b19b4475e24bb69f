// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How a run ends for each output, the cutoff, and the order in which outputs leave. */
@ParameterizedClass
@EnumSource(Form.class)
record OutputRulesTest(Form form) {
    /** A node, what it triggers, and what reads it at every quote. */
    private static final String VALVE = """
            valve: {type: valve, inputs: [Tick], publish: true}
            triggered: {type: probe, inputs: [valve], publish: [count]}
            reader: {type: sum, inputs: [Quote.bid, {from: valve, sampled: true}], publish: true}
            """;

    @Test
    void shouldTriggerReadersWhenProduced() {
        Rig rig = Rig.of(form, VALVE);
        assertThat(rig.trade(1, 5).take()).containsExactly("valve=5.0", "triggered.count=1");
        assertThat(rig.trade(2, 5).take()).containsExactly("valve=5.0", "triggered.count=2");
    }

    @Test
    void shouldKeepTheValueAndTriggerNothingWhenUnchanged() {
        Rig rig = Rig.of(form, VALVE);
        rig.trade(1, 5).take();
        assertThat(rig.trade(2, 0).take()).isEmpty();
        assertThat(rig.isValid("valve", 0)).isTrue();
        assertThat(rig.quote(3, 1, 2).take()).containsExactly("reader=6.0");
    }

    @Test
    void shouldHaveNoValueAndTriggerNothingWhenWithdrawn() {
        Rig rig = Rig.of(form, VALVE);
        rig.trade(1, 5).take();
        assertThat(rig.trade(2, -1).take()).isEmpty();
        assertThat(rig.isValid("valve", 0)).isFalse();
        assertThat(rig.quote(3, 1, 2).take()).isEmpty();
        assertThat(rig.trade(4, 0).take()).as("unchanged: still none").isEmpty();
        assertThat(rig.isValid("valve", 0)).isFalse();
        assertThat(rig.trade(5, 7).take()).containsExactly("valve=7.0", "triggered.count=2");
        assertThat(rig.quote(6, 1, 2).take()).containsExactly("reader=8.0");
    }

    @Test
    void shouldWithdrawAndCountValuesThatAreNotFinite() {
        Rig rig = Rig.of(form, """
                quotient: {type: quotient, inputs: [Tick], publish: true}
                triggered: {type: probe, inputs: [quotient], publish: [count]}
                reader: {type: sum, inputs: [Quote.bid, {from: quotient, sampled: true}], publish: true}
                """);
        assertThat(rig.trade(1, 2).take()).containsExactly("quotient=0.5", "triggered.count=1");
        assertThat(rig.trade(2, 3).take()).as("infinite").isEmpty();
        assertThat(rig.isValid("quotient", 0)).isFalse();
        assertThat(rig.trade(3, -3).take()).as("not a number").isEmpty();
        assertThat(rig.processor().nonFiniteCount()).isEqualTo(2);
        assertThat(rig.quote(4, 1, 2).take()).isEmpty();
        assertThat(rig.trade(5, 1).take()).containsExactly("quotient=1.0", "triggered.count=2");
        assertThat(rig.processor().nonFiniteCount()).isEqualTo(2);
    }

    @Test
    void shouldDropAndCountSignalsThatAreNotFinite() {
        Rig rig = Rig.of(form, "alarm: {inputs: [Tick, Tick]}");
        assertThat(rig.trade(1, 5.5).take()).containsExactly("alarm=2,0,1.0,5.5");
        assertThat(rig.trade(2, 4.5).take()).isEmpty();
        assertThat(rig.processor().nonFiniteCount()).isEqualTo(1);
    }

    @Test
    void shouldHoldBackValuesEqualToTheLastOneEmitted() {
        Rig rig = Rig.of(form, """
                price: {type: sum, inputs: [Tick], emit: on-change, publish: true}
                triggered: {type: probe, inputs: [price], publish: [count]}
                """);
        assertThat(rig.trade(1, 5).take()).containsExactly("price=5.0", "triggered.count=1");
        assertThat(rig.trade(2, 5).take()).isEmpty();
        assertThat(rig.trade(3, 5.000000001).take()).containsExactly("price=5.000000001", "triggered.count=2");
    }

    @Test
    void shouldCompareWithTheLastValueEmittedNotTheLastComputed() {
        Rig rig = Rig.of(form, """
                price: {type: sum, inputs: [Tick], emit: on-change(0.75), publish: true}
                reader: {type: sum, inputs: [Quote.bid, {from: price, sampled: true}], publish: true}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("price=10.0");
        assertThat(rig.trade(2, 10.5).take()).isEmpty();
        assertThat(rig.quote(3, 1, 2).take()).as("readers see what was emitted").containsExactly("reader=11.0");
        assertThat(rig.trade(4, 10.75).take())
                .as("as far as epsilon, not beyond")
                .isEmpty();
        assertThat(rig.trade(5, 10.875).take()).containsExactly("price=10.875");
        assertThat(rig.trade(6, 10.125).take()).isEmpty();
        assertThat(rig.trade(7, 10).take()).containsExactly("price=10.0");
    }

    @Test
    void shouldAlwaysEmitTheFirstValidValue() {
        Rig rig = Rig.of(form, """
                price: {type: sum, inputs: [Tick], emit: on-change(100), publish: true}
                parts: {type: splitter, inputs: [Tick], emit: on-change, publish: [whole, positive]}
                """);
        // Zero is also what lies in a slot that was never written.
        assertThat(rig.trade(1, 0).take()).containsExactly("price=0.0", "parts.positive=0");
        assertThat(rig.trade(2, 0).take()).isEmpty();
    }

    @Test
    void shouldCutOffLongsAndBooleans() {
        Rig rig =
                Rig.of(form, "parts: {type: splitter, inputs: [Tick], emit: on-change(5), publish: [whole, positive]}");
        assertThat(rig.trade(1, 1.5).take()).containsExactly("parts.whole=1", "parts.positive=1");
        assertThat(rig.trade(2, 1.25).take()).isEmpty();
        assertThat(rig.trade(3, 3).take()).as("epsilon is for doubles only").containsExactly("parts.whole=3");
        assertThat(rig.trade(4, -1).take()).containsExactly("parts.whole=-1", "parts.positive=0");
    }

    @Test
    void shouldEmitTheSameValueAgainAfterItWasWithdrawn() {
        Rig rig = Rig.of(form, "valve: {inputs: [Tick], emit: on-change(1), publish: true}");
        assertThat(rig.trade(1, 5).take()).containsExactly("valve=5.0");
        assertThat(rig.trade(2, -1).take()).isEmpty();
        assertThat(rig.trade(3, 5).take()).containsExactly("valve=5.0");
        assertThat(rig.trade(4, 5).take()).isEmpty();
    }

    @Test
    void shouldApplyTheCutoffAfterTheTestForFiniteness() {
        Rig rig = Rig.of(form, "quotient: {inputs: [Tick], emit: on-change(10), publish: true}");
        assertThat(rig.trade(1, 2).take()).containsExactly("quotient=0.5");
        assertThat(rig.trade(2, -3).take()).as("not a number").isEmpty();
        assertThat(rig.isValid("quotient", 0)).isFalse();
        assertThat(rig.processor().nonFiniteCount()).isEqualTo(1);
        assertThat(rig.trade(3, 2).take()).containsExactly("quotient=0.5");
    }

    @Test
    void shouldPutOutInTheOrderOfDeclaration() {
        Rig rig = Rig.of(form, """
                last: {type: sum, inputs: [middle], publish: true}
                signal: {type: echo, inputs: [Tick]}
                both: {type: sum, inputs: [Tick, Quote.bid], publish: true}
                middle: {type: sum, inputs: [first], publish: true}
                parts: {type: splitter, inputs: [last], publish: [positive, half]}
                first: {type: sum, inputs: [Tick], publish: true}
                """);
        rig.quote(1, 1, 2).take();
        assertThat(rig.trade(2, 1).take())
                .containsExactly(
                        "last=1.0",
                        "signal=1,0,1.0,1.0",
                        "both=2.0",
                        "middle=1.0",
                        "parts.half=0.5",
                        "parts.positive=1",
                        "first=1.0");
        assertThat(rig.graph().template().order()).as("of the plan").containsExactly(1, 2, 5, 3, 0, 4);
    }

    @Test
    void shouldPublishSignalsAlwaysAndValuesOnlyWhenAsked() {
        Rig rig = Rig.of(form, "fuse: {inputs: [Tick]}\nsum: {inputs: [Tick]}");
        assertThat(rig.trade(1, 5).take()).containsExactly("fuse.signal=1,0,1.0,5.0");
    }
}
