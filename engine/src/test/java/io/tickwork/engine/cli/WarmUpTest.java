// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static NodeType.Builder twoPeriods() {
        return NodeType.named("two").doubleOutput("value", "None.").intParameter("long", 2, 1_000, 26, "The longer.");
    }

    private static WarmUp of(NodeType.Builder builder, ToIntFunction<Parameters> count) {
        return WarmUp.of(builder.warmUp(count).create(wiring -> state -> Node.UNCHANGED));
    }

    @Test
    void shouldFindSums() {
        assertThat(of(twoPeriods(), p -> 3)).isEqualTo(new WarmUp("3", 3));
        assertThat(of(twoPeriods(), p -> p.intValue("long") + 1)).isEqualTo(new WarmUp("long + 1", 27));
        assertThat(of(
                        twoPeriods().intParameter("short", 1, 500, 9, "The shorter."),
                        p -> 2 * p.intValue("long") - p.intValue("short") - 1))
                .isEqualTo(new WarmUp("2 * long - short - 1", 42));
        assertThat(of(twoPeriods().intParameter("short", 1, 500, "Required."), p -> p.intValue("short")))
                .isEqualTo(new WarmUp("short", null));
    }

    @Test
    void shouldHeedWhatParametersDemandOfEachOther() {
        NodeType.Builder ordered = twoPeriods()
                .intParameter("short", 1, 500, 25, "Below the longer by one, so that it can only fall.")
                .check(p -> p.intValue("short") < p.intValue("long") ? null : "short must be less than long");
        assertThat(of(ordered, p -> Math.max(p.intValue("short"), p.intValue("long"))))
                .isEqualTo(new WarmUp("long", 26));
    }

    @Test
    void shouldNotTakeForASumWhatIsNone() {
        assertThat(of(
                        twoPeriods().intParameter("short", 1, 500, 9, "The shorter."),
                        p -> Math.max(p.intValue("short"), p.intValue("long"))))
                .isEqualTo(new WarmUp(null, 26));
        assertThat(of(twoPeriods(), p -> p.intValue("long") / 2)).isEqualTo(new WarmUp(null, 13));
        assertThat(of(twoPeriods(), p -> Math.min(900, p.intValue("long")))).isEqualTo(new WarmUp(null, 26));
        assertThat(of(
                        twoPeriods().booleanParameter("seeded", true, "Begins at once."),
                        p -> p.booleanValue("seeded") ? 1 : p.intValue("long")))
                .isEqualTo(new WarmUp(null, 1));
        assertThat(of(
                        twoPeriods().choiceParameter("kind", List.of("sma", "ema", "wma"), "Which."),
                        p -> p.choice("kind").equals("wma") ? 1 : p.intValue("long")))
                .isEqualTo(new WarmUp(null, 26));
    }
}
