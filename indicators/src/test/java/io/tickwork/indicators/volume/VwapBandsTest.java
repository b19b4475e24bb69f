// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.window.ExactWeighted;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three averages with bands: of a session, since an anchor, and of a window. */
class VwapBandsTest {
    private static final double K = 1.5;
    private static final String[] OUTPUTS = {"value", "upper", "lower", "deviation"};

    private static NodeFixture of(NodeType type) {
        return NodeFixture.of(type, Map.of("k", K));
    }

    private static void assertBands(NodeFixture node, ExactWeighted exact, String place) {
        boolean isWeighed = exact.weight() > 0;
        for (String output : OUTPUTS) {
            assertThat(node.isValid(output)).as("%s: %s", place, output).isEqualTo(isWeighed);
        }
        if (isWeighed) {
            double deviation = exact.deviation();
            assertClose(node, "value", exact.mean(), place);
            assertClose(node, "upper", exact.mean() + K * deviation, place);
            assertClose(node, "lower", exact.mean() - K * deviation, place);
            assertThat(node.value("deviation")).as(place).isCloseTo(deviation, within(1e-9 * deviation));
        }
    }

    private static void assertClose(NodeFixture node, String output, double expected, String place) {
        assertThat(node.value(output))
                .as("%s: %s", place, output)
                .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    @Test
    void shouldWeighAllTradesOfASession() {
        Random random = new Random(1);
        NodeFixture node = of(VwapSession.TYPE);
        ExactWeighted exact = new ExactWeighted();
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(500) == 0) {
                node.reset();
                exact = new ExactWeighted();
            }
            double price = price(random, i);
            double size = size(random);
            node.trade("trade", price, size, Side.BUY).run();
            exact.add(price, size);
            assertBands(node, exact, "seed 1, trade " + i);
        }
        assertThat(VwapSession.TYPE.resetOnSession()).isTrue();
    }

    @Test
    void shouldBeginAnewAtAnAnchor() {
        Random random = new Random(2);
        NodeFixture node = of(VwapAnchored.TYPE).valid("anchor", true).valid("condition", true);
        ExactWeighted exact = new ExactWeighted();
        for (int i = 0; i < 5_000; i++) {
            boolean isTrade = random.nextInt(5) != 0;
            boolean isAnchor = random.nextInt(100) == 0;
            boolean isCondition = random.nextInt(3) == 0;
            boolean isTrue = random.nextInt(30) == 0;
            if (!isTrade && !isAnchor && !isCondition) {
                continue;
            }
            if (isAnchor) {
                node.fire("anchor");
            }
            if (isCondition) {
                node.set("condition", isTrue);
            }
            if (isAnchor || isCondition && isTrue) {
                exact = new ExactWeighted();
            }
            double price = price(random, i);
            double size = size(random);
            if (isTrade) {
                node.trade("trade", price, size, Side.SELL);
                exact.add(price, size);
            }
            node.run();
            assertBands(node, exact, "seed 2, run " + i);
        }
    }

    @Test
    void shouldKeepItsValueWhenTheConditionIsNotMet() {
        NodeFixture node = of(VwapAnchored.TYPE).valid("condition", true);
        node.trade("trade", 100, 1, Side.BUY).run();
        node.set("condition", false).run();
        assertThat(node.isProduced("value")).isFalse();
        assertThat(node.isValid("value")).isTrue();
        node.set("condition", true).run();
        assertThat(node.isValid("value")).isFalse();
        node.trade("trade", 7, 0, Side.BUY).run();
        assertThat(node.isValid("value")).as("a trade of size 0").isFalse();
        node.trade("trade", 7, 2, Side.BUY).run();
        assertThat(node.value("value")).isEqualTo(7);
        assertThat(node.value("deviation")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 100})
    void shouldWeighAWindow(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(VwapRolling.TYPE, Map.of("period", period, "k", K));
        double[] prices = new double[5_000];
        double[] sizes = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = price(random, i);
            sizes[i] = i / 150 % 3 == 1 ? 0 : size(random);
            double given = sizes[i] == 0 ? -random.nextInt(2) : sizes[i];
            node.set("price", prices[i]).set("size", given).run();
            if (i + 1 < period) {
                assertThat(node.isValid("value")).isFalse();
                continue;
            }
            ExactWeighted exact = new ExactWeighted();
            for (int k = i + 1 - period; k <= i; k++) {
                exact.add(prices[k], sizes[k]);
            }
            assertBands(node, exact, "seed %d, input %d".formatted(period, i));
        }
    }

    @Test
    void shouldRecoverFromAnOverflow() {
        NodeFixture node = NodeFixture.of(VwapRolling.TYPE, Map.of("period", 2, "k", K));
        for (double price : new double[] {1, 1e300, -1e300, 5}) {
            node.set("price", price).set("size", 1e10).run();
            assertThat(node.isValid("value")).as("at %s", price).isFalse();
        }
        for (int i = 0; i < 4; i++) {
            node.set("price", 7.0 + i % 2).set("size", 1.0).run();
        }
        assertThat(node.value("value")).isEqualTo(7.5);
        assertThat(node.value("deviation")).isEqualTo(0.5);
    }

    /** A price in cents that stands still now and then, and jumps. */
    private static double price(Random random, int i) {
        double level = i / 700 % 2 == 0 ? 100_000 : 70;
        return level + (i / 60 % 3 == 0 ? 0 : random.nextInt(100) / 100.0);
    }

    private static double size(Random random) {
        return random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000) / 1_000.0;
    }
}
