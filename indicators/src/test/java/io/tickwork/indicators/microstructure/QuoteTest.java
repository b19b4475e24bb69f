// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed of a single quote or book. */
class QuoteTest {
    private static NodeFixture of(NodeType type) {
        return NodeFixture.of(type, Map.of());
    }

    @Test
    void shouldBeTheFormulaOfEachQuote() {
        Random random = new Random(1);
        NodeFixture mid = of(Mid.TYPE);
        NodeFixture microPrice = of(MicroPrice.TYPE);
        NodeFixture spread = of(QuotedSpread.TYPE);
        NodeFixture imbalance = of(BookImbalance.TYPE);
        for (int i = 0; i < 10_000; i++) {
            double scale = StrictMath.pow(10, random.nextInt(21) - 9);
            double bid = scale * (1 + random.nextInt(100));
            double ask = bid + scale * (random.nextInt(5) - 1) / 10.0; // crossed and locked now and then
            double bidSize = random.nextInt(4) * random.nextDouble();
            double askSize = random.nextInt(4) * random.nextDouble();
            for (NodeFixture node : new NodeFixture[] {mid, microPrice, spread, imbalance}) {
                node.quote("quote", bid, bidSize, ask, askSize).run();
            }
            String place = "seed 1, quote " + i;
            double middle = (bid + ask) / 2;
            double sizes = bidSize + askSize;
            assertThat(mid.value("value")).as(place).isEqualTo(middle);
            assertThat(spread.value("value")).as(place).isEqualTo(ask - bid);
            assertThat(spread.value("bps")).as(place).isCloseTo((ask - bid) / middle * 1e4, within(1e-11));
            assertThat(microPrice.isValid("value")).as(place).isEqualTo(sizes > 0);
            assertThat(imbalance.isValid("value")).as(place).isEqualTo(sizes > 0);
            if (sizes > 0) {
                double weighted = (bid * askSize + ask * bidSize) / sizes;
                assertThat(microPrice.value("value")).as(place).isCloseTo(weighted, within(1e-14 * weighted));
                assertThat(imbalance.value("value")).as(place).isEqualTo((bidSize - askSize) / sizes);
            }
        }
    }

    @Test
    void shouldPlaceTheMicroPriceNearTheSmallerSize() {
        NodeFixture node = of(MicroPrice.TYPE);
        assertThat(node.quote("quote", 10, 3, 11, 1).run().value("value")).isEqualTo(10.75);
        assertThat(node.quote("quote", 10, 0, 11, 1).run().value("value")).isEqualTo(10);
    }

    @Test
    void shouldHaveNoBasisPointsOfAMidOfZero() {
        NodeFixture quoted = of(QuotedSpread.TYPE).quote("quote", 0, 1, 0, 1).run();
        assertThat(quoted.isValid("value")).isTrue();
        assertThat(quoted.isValid("bps")).isFalse();
        NodeFixture effective = of(EffectiveSpread.TYPE)
                .quote("quote", 0, 1, 0, 1)
                .trade("trade", 1, 1, Side.BUY)
                .run();
        assertThat(effective.value("value")).isEqualTo(2);
        assertThat(effective.isValid("bps")).isFalse();
    }

    @Test
    void shouldSignTheEffectiveSpreadByTheAggressor() {
        NodeFixture node = of(EffectiveSpread.TYPE).quote("quote", 99, 1, 101, 1);
        assertThat(node.trade("trade", 101, 1, Side.BUY).run().value("value")).isEqualTo(2);
        assertThat(node.value("bps")).isEqualTo(200);
        assertThat(node.trade("trade", 99, 1, Side.SELL).run().value("value")).isEqualTo(2);
        assertThat(node.trade("trade", 99.5, 1, Side.BUY).run().value("value")).isEqualTo(-1);
        assertThat(node.trade("trade", 100.5, 1, Side.SELL).run().value("value"))
                .isEqualTo(-1);
        assertThat(node.value("bps")).isEqualTo(-100);
        assertThat(node.trade("trade", 99.5, 1, Side.UNKNOWN).run().value("value"))
                .isEqualTo(1);
        assertThat(node.trade("trade", 100, 1, Side.SELL).run().value("value")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void shouldAddUpTheBestLevels(int levels) {
        Random random = new Random(levels);
        NodeFixture node = NodeFixture.of(DepthImbalance.TYPE, Map.of("levels", levels));
        for (int i = 0; i < 5_000; i++) {
            double[] bidSizes = sizes(random);
            double[] askSizes = sizes(random);
            double[] bids = new double[bidSizes.length];
            double[] asks = new double[askSizes.length];
            node.depth("depth", bids, bidSizes, asks, askSizes).run();
            double bid = 0;
            double ask = 0;
            for (int level = 0; level < levels; level++) {
                bid += level < bidSizes.length ? bidSizes[level] : 0;
                ask += level < askSizes.length ? askSizes[level] : 0;
            }
            String place = "seed %d, book %d".formatted(levels, i);
            assertThat(node.value("bid-size")).as(place).isEqualTo(bid);
            assertThat(node.value("ask-size")).as(place).isEqualTo(ask);
            assertThat(node.isValid("value")).as(place).isEqualTo(bid + ask > 0);
            if (bid + ask > 0) {
                assertThat(node.value("value")).as(place).isEqualTo((bid - ask) / (bid + ask));
            }
        }
    }

    private static double[] sizes(Random random) {
        return random.ints(random.nextInt(11), 0, 100).asDoubleStream().toArray();
    }
}
