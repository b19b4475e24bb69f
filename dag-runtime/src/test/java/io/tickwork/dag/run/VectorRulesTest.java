// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of vectors. */
@ParameterizedClass
@EnumSource(Form.class)
class VectorRulesTest {
    private final Form form;

    VectorRulesTest(Form form) {
        this.form = form;
    }

    @Test
    void shouldPublishAndReadVectorsAsAWhole() {
        Rig rig = Rig.of(form, """
                last: {type: history, inputs: [Tick], params: {length: 3}, publish: true}
                total: {type: total, inputs: [last], publish: true}
                back: {type: triple, inputs: [last], publish: true}
                """);
        rig.trade(1, 1).trade(2, 2).take();
        assertThat(rig.trade(3, 3).take()).containsExactly("last=[3.0, 2.0, 1.0]", "total=6.0", "back=[1.0, 2.0, 3.0]");
    }

    @Test
    void shouldReadOneElement() {
        Rig rig = Rig.of(form, """
                last: {type: history, inputs: [Tick], params: {length: 3}}
                before: {type: sum, inputs: ['last.values[1]'], publish: true}
                """);
        rig.trade(1, 1).take();
        assertThat(rig.trade(2, 2).take()).containsExactly("before=1.0");
    }

    @Test
    void shouldWithdrawTheWholeWhenOneElementIsNotFinite() {
        Rig rig = Rig.of(form, "last: {type: history, inputs: [Tick], params: {length: 3}, publish: true}");
        assertThat(rig.trade(1, 1).take()).hasSize(1);
        assertThat(rig.trade(2, 7).take()).as("1 / 0 is among the elements").isEmpty();
        assertThat(rig.isValid("last", 0)).isFalse();
        assertThat(rig.processor().nonFiniteCount()).isEqualTo(1);
    }

    @Test
    void shouldHoldBackAVectorOfWhichNoElementHasChangedEnough() {
        Rig rig = Rig.of(
                form,
                "last: {type: history, inputs: [Tick], params: {length: 1}, emit: on-change(0.5), publish: true}");
        assertThat(rig.trade(1, 1).take()).containsExactly("last=[1.0]");
        assertThat(rig.trade(2, 1.4).take()).isEmpty();
        assertThat(rig.trade(3, 1.6).take()).as("against the last one emitted").containsExactly("last=[1.6]");
    }
}
