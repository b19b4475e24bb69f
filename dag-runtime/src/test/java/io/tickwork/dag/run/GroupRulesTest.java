// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of nodes that read several symbols. */
@ParameterizedClass
@EnumSource(Form.class)
class GroupRulesTest {
    private final Form form;

    GroupRulesTest(Form form) {
        this.form = form;
    }

    private static final String YAML = """
            indicators: {mid: {type: sum, inputs: [Tick], publish: true}}
            groups: {both: {type: sum, inputs: [S0/mid, S1/mid], publish: true}}
            """;

    @Test
    void shouldRunAGroupOnceBehindTheSymbolOfTheEvent() {
        Rig rig = Rig.of(form, YAML).define(1);
        assertThat(rig.trade(0, 1, 10).takeCycles()).as("S1 has no value").containsExactly("0@1 0/mid=10.0");
        assertThat(rig.trade(1, 2, 5).takeCycles()).containsExactly("0@2 1/mid=5.0", "0@2 -1/both=15.0");
        assertThat(rig.trade(0, 3, 20).takeCycles()).containsExactly("0@3 0/mid=20.0", "0@3 -1/both=25.0");
    }

    @Test
    void shouldCostNothingForSymbolsItDoesNotRead() {
        Rig rig = Rig.of(form, YAML).define(1).define(2);
        rig.trade(0, 1, 10).trade(1, 2, 5).take();
        assertThat(rig.trade(2, 3, 7).take()).containsExactly("mid=7.0");
    }

    @Test
    void shouldRunAtABoundaryBehindAllSymbolsInTheOrderOfTheirIds() {
        Rig rig = Rig.of(form, """
                        indicators: {bar: {type: sum, inputs: [Candle(1m)], publish: true}}
                        groups: {both: {type: sum, inputs: [S0/bar, S1/bar], publish: true}}
                        """).define(1);
        rig.trade(1, 1, 5).trade(0, 2, 10);
        assertThat(rig.clock(60).takeCycles())
                .containsExactly("0@60 0/bar=10.0", "0@60 1/bar=5.0", "0@60 -1/both=15.0");
    }

    @Test
    void shouldReadAnotherSymbolAsOfTheStartOfTheCycle() {
        Rig rig = Rig.of(form, """
                        bar: {type: sum, inputs: [Candle(1m)]}
                        with: {type: sum, inputs: [bar, {from: S1/bar, sampled: true}], publish: true}
                        """).define(1);
        rig.trade(0, 1, 10).trade(1, 2, 5).clock(60).take();
        rig.trade(0, 61, 20).trade(1, 62, 7);
        assertThat(rig.clock(120).takeCycles())
                .as("both see the bar of S1 that closed a minute ago")
                .containsExactly("0@120 0/with=25.0", "0@120 1/with=12.0");
    }

    @Test
    void shouldLetGroupsReadTimersAndOneAnother() {
        Rig rig = Rig.of(form, """
                indicators: {mid: {type: sum, inputs: [Tick]}}
                groups:
                  beat: {type: tock, inputs: [Timer(10s)], publish: true}
                  twice: {type: sum, inputs: [S0/mid, S0/mid]}
                  again: {type: sum, inputs: [twice, twice], publish: true}
                """);
        assertThat(rig.trade(1, 10).take()).containsExactly("again=40.0");
        assertThat(rig.clock(10).takeCycles()).containsExactly("0@10 -1/beat=" + Rig.timeNs(10));
    }

    @Test
    void shouldInvalidateWhatDependsOnANodeThatThrowsOrIsReset() {
        Rig rig = Rig.of(form, """
                indicators:
                  fuse: {type: fuse, inputs: [Tick], params: {limit: 2}}
                  mid: {type: sum, inputs: [fuse.value]}
                groups:
                  twice: {type: sum, inputs: [S0/mid, S0/mid]}
                  best: {type: either, inputs: [S0/Tick, {from: twice, optional: true}], publish: true}
                """);
        assertThat(rig.trade(1, 10).take()).contains("best=20.0");
        assertThat(rig.trade(2, 11).take()).contains("fuse threw blown", "best=11.0");
        rig.reset(3, "fuse");
        assertThat(rig.trade(4, 12).take()).contains("best=24.0");
        rig.reset(5, "fuse");
        assertThat(rig.processor()
                        .groupState()
                        .isValid(rig.graph()
                                .groups()
                                .node("twice")
                                .slots()
                                .outputs()
                                .get(0)
                                .index()))
                .isFalse();
    }
}
