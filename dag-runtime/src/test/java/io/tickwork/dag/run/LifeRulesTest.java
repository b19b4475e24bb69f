// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the life of nodes: start, reset, sharing. */
@ParameterizedClass
@EnumSource(Form.class)
class LifeRulesTest {
    private final Form form;

    LifeRulesTest(Form form) {
        this.form = form;
    }

    @Test
    void shouldStartNodesBeforeTheirFirstRun() {
        assertThat(Rig.of(form, "line: {type: line, inputs: [Tick], publish: true}")
                        .trade(1, 0)
                        .take())
                .as("the type begins its count at 100")
                .containsExactly("line=1.01");
    }

    @Test
    void shouldZeroANodeThatIsResetAndLeaveItsReadersTheirState() {
        Rig rig = Rig.of(form, """
                sum: {type: session-sum, inputs: [Tick], publish: true}
                twice: {type: accumulate, inputs: [count.count], publish: true}
                count: {type: probe, inputs: [sum]}
                """);
        rig.trade(1, 10).trade(2, 10);
        assertThat(rig.take()).containsExactly("sum=10.0", "twice=1", "sum=20.0", "twice=3");
        assertThat(rig.reset(3, "sum").take()).isEmpty();
        assertThat(rig.isValid("sum", 0)).isFalse();
        assertThat(rig.isValid("count", 1))
                .as("what depends on it is invalid until it is fed")
                .isFalse();
        assertThat(rig.trade(4, 10).take()).as("readers count on").containsExactly("sum=10.0", "twice=6");
    }

    @Test
    void shouldPutANodeBackIntoServiceWhenItIsReset() {
        Rig rig = Rig.of(form, "fuse: {type: fuse, inputs: [Tick], params: {limit: 2}, publish: [value]}");
        rig.trade(1, 1).trade(2, 2).trade(3, 3);
        assertThat(rig.take()).contains("fuse threw blown").doesNotContain("fuse.value=3.0");
        assertThat(rig.reset(4, "fuse").trade(5, 5).take()).contains("fuse.value=5.0");
    }

    @Test
    void shouldCountAResetOfWhatIsNotThere() {
        assertThat(Rig.of(form, "a: {type: sum, inputs: [Tick]}")
                        .reset(1, "b")
                        .processor()
                        .refusedCount())
                .isEqualTo(1);
    }

    @Test
    void shouldBeginAnewWhenTheVenueOpens() {
        Rig rig = Rig.of(form, """
                sum: {type: session-sum, inputs: [Tick], publish: true}
                ever: {type: session-sum, inputs: [Tick], publish: true, reset: never}
                """);
        rig.session(0, SessionState.OPEN)
                .trade(1, 10)
                .session(2, SessionState.HALTED)
                .trade(3, 10)
                .take();
        assertThat(rig.session(4, SessionState.OPEN).trade(5, 10).take()).containsExactly("sum=10.0", "ever=30.0");
        assertThat(rig.session(6, SessionState.OPEN).trade(7, 10).take())
                .as("it was open already")
                .containsExactly("sum=20.0", "ever=40.0");
    }

    @Test
    void shouldShareEqualNodesUnderAllTheirIds() {
        Rig rig = Rig.of(form, """
                a: {type: probe, inputs: [Tick], publish: [count]}
                b: {type: probe, inputs: [Tick], publish: [count]}
                onB: {type: accumulate, inputs: [b.count], publish: true}
                c: {type: probe, inputs: [Tick], emit: on-change}
                d: {type: probe, inputs: [Tick], on-fault: halt}
                e: {type: probe, inputs: [Tick.size]}
                l: {type: line, inputs: [Tick]}
                m: {type: line, inputs: [Tick]}
                """);
        assertThat(rig.graph().template().nodes())
                .extracting(node -> String.join("=", node.ids()))
                .containsExactly("a=b", "onB", "c", "d", "e", "l", "m");
        assertThat(rig.trade(1, 10).take()).containsExactly("a.count=1", "b.count=1", "onB=1");
    }
}
