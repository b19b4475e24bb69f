// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The sums of a long history lose no digits. */
class VolumeLineTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final int BAR_COUNT = 50_000;
    private static final double VOLUME_MAX = 1e6;

    @Test
    void shouldAddUpBalanceWithoutRounding() {
        NodeFixture node = NodeFixture.of(Obv.TYPE, Map.of());
        BigDecimal[] balance = {BigDecimal.ZERO};
        double[] before = {Double.NEGATIVE_INFINITY};
        feed(node, (bar, volume) -> {
            BigDecimal step = new BigDecimal(volume);
            balance[0] = balance[0].add(step.multiply(BigDecimal.valueOf(Double.compare(bar[2], before[0]))));
            before[0] = bar[2];
            assertThat(node.value("value")).isEqualTo(balance[0].doubleValue());
        });
    }

    @Test
    void shouldAddUpTheLineWithoutRounding() {
        NodeFixture node = NodeFixture.of(AccumulationDistribution.TYPE, Map.of());
        BigDecimal[] line = {BigDecimal.ZERO};
        feed(node, (bar, volume) -> {
            line[0] = line[0].add(new BigDecimal(flow(bar, volume)));
            assertThat(node.value("value")).isEqualTo(line[0].doubleValue());
        });
    }

    @Test
    void shouldTellTheOscillatorFromALineThatIsFarAway() {
        int fast = 3;
        int slow = 10;
        NodeFixture node = NodeFixture.of(ChaikinOscillator.TYPE, Map.of("fast", fast, "slow", slow));
        BigDecimal[] line = {BigDecimal.ZERO};
        BigDecimal[] averages = new BigDecimal[2];
        BigDecimal two = BigDecimal.valueOf(2);
        feed(node, (bar, volume) -> {
            line[0] = line[0].add(new BigDecimal(flow(bar, volume)));
            for (int k = 0; k < 2; k++) {
                BigDecimal weight = two.divide(BigDecimal.valueOf((k == 0 ? fast : slow) + 1), DIGITS);
                averages[k] = averages[k] == null
                        ? line[0]
                        : averages[k].add(weight.multiply(line[0].subtract(averages[k])), DIGITS);
            }
            if (node.isValid("value")) {
                double expected = averages[0].subtract(averages[1]).doubleValue();
                assertThat(node.value("value")).isCloseTo(expected, within(1e-12 * VOLUME_MAX));
            }
        });
        assertThat(line[0].abs().doubleValue()).as("how far the line went").isGreaterThan(1e9);
    }

    @Test
    void shouldNotMoveWithoutARange() {
        for (NodeType type : new NodeType[] {AccumulationDistribution.TYPE, ChaikinOscillator.TYPE}) {
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int i = 0; i < 20; i++) {
                node.candle("bar", 5, 5, 5, 5, 100).run();
            }
            assertThat(node.value("value")).as(type.name()).isZero();
        }
    }

    private static double flow(double[] bar, double volume) {
        double high = bar[0];
        double low = bar[1];
        double close = bar[2];
        return high == low ? 0 : ((close - low) - (high - close)) / (high - low) * volume;
    }

    /** Bars as high, low, close, the volumes up to a million in thousandths; most close near the high. */
    private static void feed(NodeFixture node, BiConsumer<double[], Double> check) {
        Random random = new Random(1);
        for (int i = 0; i < BAR_COUNT; i++) {
            double low = 100 + random.nextInt(50) / 100.0;
            double high = low + random.nextInt(4) / 100.0;
            double close = random.nextInt(3) == 0 ? low : high;
            double volume = random.nextInt(1_000_000_000) / 1_000.0;
            node.candle("bar", low, high, low, close, volume).run();
            check.accept(new double[] {high, low, close}, volume);
        }
    }
}
