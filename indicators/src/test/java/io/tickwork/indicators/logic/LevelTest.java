// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Conditions that are made of values. */
class LevelTest {
    @Test
    void shouldSayOnWhichSideOfALevel() {
        NodeFixture threshold = NodeFixture.of(Threshold.TYPE, Map.of("level", 70.0));
        threshold.set("source", 71.0).run();
        assertThat(threshold.booleanValue("above")).isTrue();
        assertThat(threshold.booleanValue("below")).isFalse();
        threshold.set("source", 70.0).run();
        assertThat(threshold.booleanValue("above")).isFalse();
        assertThat(threshold.booleanValue("below")).isFalse();
        threshold.change("level", 80.0).set("source", 70.0).run();
        assertThat(threshold.booleanValue("below")).isTrue();
    }

    @Test
    void shouldStayInBetweenTheLevels() {
        NodeFixture hysteresis = NodeFixture.of(Hysteresis.TYPE, Map.of("enter", 70.0, "leave", 50.0));
        check(hysteresis, new double[] {60, 70, 71, 60, 50, 49, 60, 80}, "FFTTTFFT");
        hysteresis.change("leave", 60.0);
        check(hysteresis, new double[] {60, 59, 65}, "TFF");
    }

    @Test
    void shouldEnterBelowWhenThatLevelIsTheLowerOne() {
        NodeFixture hysteresis = NodeFixture.of(Hysteresis.TYPE, Map.of("enter", 30.0, "leave", 50.0));
        check(hysteresis, new double[] {60, 40, 30, 29, 40, 50, 51, 40}, "FFFTTTFF");
    }

    @Test
    void shouldBeAThresholdWhenBothLevelsAreEqual() {
        NodeFixture hysteresis = NodeFixture.of(Hysteresis.TYPE, Map.of("enter", 5.0, "leave", 5.0));
        check(hysteresis, new double[] {5, 6, 5, 4, 5}, "FTTFF");
    }

    private static void check(NodeFixture node, double[] inputs, String expected) {
        StringBuilder found = new StringBuilder();
        for (double input : inputs) {
            node.set("source", input).run();
            assertThat(node.isProduced("value")).isTrue();
            found.append(node.booleanValue("value") ? 'T' : 'F');
        }
        assertThat(found).hasToString(expected);
    }

    @Test
    void shouldCompareAsTheRelationSays() {
        Map<String, BiPredicate<Double, Double>> relations = Map.of(
                "greater", (a, b) -> a > b + 0,
                "greater-or-equal", (a, b) -> a >= b + 0,
                "less", (a, b) -> a < b + 0,
                "less-or-equal", (a, b) -> a <= b + 0,
                "equal", (a, b) -> a.doubleValue() == b.doubleValue(),
                "not-equal", (a, b) -> a.doubleValue() != b.doubleValue());
        assertThat(relations.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Compare.TYPE.parameters().get(0).choices());
        Random random = new Random(1);
        relations.forEach((relation, expected) -> {
            NodeFixture compare = NodeFixture.of(Compare.TYPE, Map.of("relation", relation));
            for (int i = 0; i < 300; i++) {
                double left = random.nextInt(3) - 1;
                double right = random.nextInt(5) == 0 ? -0.0 : random.nextInt(3) - 1;
                compare.set("left", left).set("right", right).run();
                assertThat(compare.booleanValue("value"))
                        .as("%s %s %s", left, relation, right)
                        .isEqualTo(expected.test(left, right));
            }
        });
    }
}
