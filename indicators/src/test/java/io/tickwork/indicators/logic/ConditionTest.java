// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Harness;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Conditions that are made of conditions, and of time. */
class ConditionTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;

    @Test
    void shouldJoinAnyNumberOfConditions() {
        for (int count = 1; count <= 4; count++) {
            int all = (1 << count) - 1;
            checkJoin(And.TYPE, count, bits -> bits == all);
            checkJoin(Or.TYPE, count, bits -> bits != 0);
            checkJoin(Xor.TYPE, count, bits -> Integer.bitCount(bits) % 2 == 1);
        }
    }

    private static void checkJoin(NodeType type, int count, IntPredicate expected) {
        Harness<Node> node = Harness.of(type, new Parameters(Map.of()), count);
        for (int bits = 0; bits < 1 << count; bits++) {
            for (int i = 0; i < count; i++) {
                node.state().setLong(node.inputs().get(i).longSlot(), bits >> i & 1);
            }
            node.subject().compute(node.state());
            int slot = node.subject() instanceof And and
                    ? and.value().slot()
                    : node.subject() instanceof Or or
                            ? or.value().slot()
                            : ((Xor) node.subject()).value().slot();
            assertThat(node.state().getLong(slot) != 0)
                    .as("%s of %s", type, Integer.toBinaryString(bits))
                    .isEqualTo(expected.test(bits));
        }
    }

    /** Inputs and outputs of a run each: T true, F false, - no value. */
    private static void check(NodeFixture node, String inputs, String expected) {
        StringBuilder found = new StringBuilder();
        for (char input : inputs.toCharArray()) {
            node.set("source", input == 'T').run();
            found.append(!node.isValid("value") ? '-' : node.booleanValue("value") ? 'T' : 'F');
            assertThat(node.isProduced("value")).isEqualTo(node.isValid("value"));
        }
        assertThat(found).hasToString(expected);
    }

    @Test
    void shouldNegate() {
        check(NodeFixture.of(Not.TYPE, Map.of()), "TFFT", "FTTF");
    }

    @Test
    void shouldFindEdges() {
        check(NodeFixture.of(Edge.TYPE, Map.of()), "TTFFTTFT", "-FFFTFFT");
        check(NodeFixture.of(Edge.TYPE, Map.of("direction", "falling")), "TTFFTTFT", "-FTFFFTF");
        check(NodeFixture.of(Edge.TYPE, Map.of("direction", "both")), "TTFFTTFT", "-FTFTFTT");
    }

    @Test
    void shouldWaitUntilAConditionHasHeldLongEnough() {
        check(NodeFixture.of(Debounce.TYPE, Map.of("period", 3)), "TTFTTTTFTTTF", "FFFFFTTFFFTF");
        check(NodeFixture.of(Debounce.TYPE, Map.of("period", 1)), "TFTTF", "TFTTF");
        check(NodeFixture.of(Debounce.TYPE, Map.of("period", 2, "edges", "both")), "TFTTTFTFFTFTT", "FFFTTTTTFFFFT");
    }

    @Test
    void shouldWaitUntilAConditionHasHeldForASpanOfTime() {
        NodeFixture node = NodeFixture.of(DebounceTime.TYPE, Map.of("span", "3s"));
        node.at(10 * SECOND_NS);
        check(node, "T", "F");
        node.at(13 * SECOND_NS - 1);
        check(node, "T", "F");
        node.at(13 * SECOND_NS);
        check(node, "TFT", "TFF");
        node.at(15 * SECOND_NS);
        check(node, "T", "F");
        node.at(16 * SECOND_NS).fire("clock").run();
        assertThat(node.booleanValue("value")).as("the clock makes it look").isTrue();
    }

    @Test
    void shouldLatchWhatComes() {
        NodeFixture latch = NodeFixture.of(Latch.TYPE, Map.of());
        assertThat(latch(latch.set("set", false))).isFalse();
        assertThat(latch(latch.set("set", true))).isTrue();
        assertThat(latch(latch.set("set", false))).isTrue();
        latch.valid("reset", true);
        assertThat(latch(latch.set("reset", false))).isTrue();
        assertThat(latch(latch.set("reset", true))).isFalse();
        assertThat(latch(latch.set("set", true)))
                .as("an old reset counts no more")
                .isTrue();
        assertThat(latch(latch.set("reset", true))).isFalse();
        assertThat(latch(latch.set("reset", false)))
                .as("an old set counts no more")
                .isFalse();
        assertThat(latch(latch.set("set", true).set("reset", true))).isFalse();
        assertThat(latch(latch.set("set", true))).isTrue();
        latch.valid("reset", false);
        assertThat(latch(latch.set("reset", true))).as("no value, no reset").isTrue();
    }

    private static boolean latch(NodeFixture node) {
        node.run();
        assertThat(node.isProduced("value")).isTrue();
        return node.booleanValue("value");
    }

    @Test
    void shouldCountRuns() {
        NodeFixture count = NodeFixture.of(Count.TYPE, Map.of());
        for (int run = 1; run <= 5; run++) {
            assertThat(count.fire("event").run().value("value")).isEqualTo(run);
        }
        assertThat(count.reset().run().value("value")).isEqualTo(1);
    }

    @Test
    void shouldCountWhatHoldsAndForHowLongItHasNot() {
        for (int period : new int[] {1, 2, 7, 64}) {
            NodeFixture count = NodeFixture.of(CountTrue.TYPE, Map.of("period", period));
            NodeFixture since = NodeFixture.of(BarsSince.TYPE, Map.of());
            Random random = new Random(period);
            boolean[] seen = new boolean[2_000];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = i > 10 && random.nextInt(1 + i / 100 % 7) == 0;
                count.set("source", seen[i]).run();
                since.set("source", seen[i]).run();
                int expected = 0;
                for (int k = Math.max(0, i + 1 - period); k <= i; k++) {
                    expected += seen[k] ? 1 : 0;
                }
                int last = i;
                while (last >= 0 && !seen[last]) {
                    last--;
                }
                String place = "seed %d, run %d".formatted(period, i);
                assertThat(count.isValid("value")).as(place).isEqualTo(i + 1 >= period);
                assertThat(since.isValid("value")).as(place).isEqualTo(last >= 0);
                if (i + 1 >= period) {
                    assertThat(count.value("value")).as(place).isEqualTo(expected);
                }
                if (last >= 0) {
                    assertThat(since.value("value")).as(place).isEqualTo(i - last);
                }
            }
        }
    }

    @Test
    void shouldKnowTheTimeOfDay() {
        long day = 1_385_337_600L * SECOND_NS;
        assertWindow(570, 960, day, 569, false);
        assertWindow(570, 960, day, 570, true);
        assertWindow(570, 960, day, 959, true);
        assertWindow(570, 960, day, 960, false);
        assertWindow(1_380, 60, day, 1_380, true);
        assertWindow(1_380, 60, day, 59, true);
        assertWindow(1_380, 60, day, 60, false);
        assertWindow(1_380, 60, day, 1_379, false);
        assertWindow(0, 1_440, day, 1_439, true);
        assertWindow(0, 1, -1_440 * MINUTE_NS, 0, true);
        assertWindow(1_439, 1_440, -1_440 * MINUTE_NS, 1_439, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(TimeWindow.TYPE, Map.of("from", 5, "to", 5)))
                .withMessageContaining("from and to must differ");
    }

    private static void assertWindow(int from, int to, long day, int minute, boolean expected) {
        NodeFixture window = NodeFixture.of(TimeWindow.TYPE, Map.of("from", from, "to", to));
        for (long ns : new long[] {0, MINUTE_NS - 1}) {
            window.at(day + minute * MINUTE_NS + ns).fire("event").run();
            assertThat(window.booleanValue("value"))
                    .as("minute %d of %d to %d", minute, from, to)
                    .isEqualTo(expected);
        }
    }
}
