// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsorptionTest {
    private record Watched(long level, double volume) {}

    @ParameterizedTest
    @CsvSource({"1, 3.0, 0, 0", "5, 4.0, 1, 6", "50, 8.0, 2, 20", "20, 2.0, 5, 0"})
    void shouldBeWhatTheTradesSayWhenReadFromTheBeginning(int period, double multiple, int away, double minimum) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(
                Absorption.TYPE,
                Map.of("size", 0.5, "period", period, "multiple", multiple, "away", away, "minimum", minimum));
        long[] levels = new long[3_000];
        double[] sizes = new double[levels.length];
        Side[] sides = new Side[levels.length];
        int absorbedCount = 0;
        long level = 3;
        for (int i = 0; i < levels.length; i++) {
            level += random.nextInt(3) == 0 ? random.nextInt(random.nextInt(50) == 0 ? 21 : 3) - 1 : 0;
            level -= random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0;
            levels[i] = level;
            sizes[i] = i / 200 % 4 == 0 ? 0 : random.nextInt(64) / 8.0;
            sides[i] = Side.ofCode(random.nextInt(3));
            node.trade("trade", level * 0.5 + random.nextInt(2) * 0.2, sizes[i], sides[i])
                    .run();
            if (i + 1 < period) {
                assertThat(node.isValid("absorbed")).isFalse();
                continue;
            }
            double mean = 0;
            for (int k = i + 1 - period; k <= i; k++) {
                mean += sizes[k] / period;
            }
            Watched bids = watched(levels, sizes, sides, i, Side.SELL, away);
            Watched asks = watched(levels, sizes, sides, i, Side.BUY, away);
            Watched shown = asks.volume > bids.volume ? asks : bids;
            String as = "seed %d, trade %d".formatted(period, i);
            assertThat(node.value("price")).as(as).isEqualTo(shown.level * 0.5);
            assertThat(node.value("volume")).as(as).isEqualTo(shown.volume);
            assertThat(node.longValue("side"))
                    .as(as)
                    .isEqualTo(shown.volume == 0 ? 0 : shown == asks ? Side.SELL.code() : Side.BUY.code());
            if (Math.abs(shown.volume - multiple * mean) > 1e-9) {
                boolean isMuch = shown.volume > multiple * mean && shown.volume >= minimum && shown.volume > 0;
                assertThat(node.booleanValue("absorbed")).as(as).isEqualTo(isMuch);
                absorbedCount += isMuch ? 1 : 0;
            }
        }
        assertThat(absorbedCount).isBetween(1, levels.length / 2);
    }

    /** Looks back for the trade at which the watch of the level began, then adds up what came at it. */
    private static Watched watched(long[] levels, double[] sizes, Side[] sides, int last, Side aggressor, int away) {
        int sign = aggressor == Side.SELL ? 1 : -1;
        int begin = 0;
        for (int i = 1; i <= last; i++) {
            long distance = sign * (levels[i] - levels[begin]);
            if (distance < 0 || distance > away) {
                begin = i;
            }
        }
        double volume = 0;
        for (int i = begin; i <= last; i++) {
            volume += levels[i] == levels[begin] && sides[i] == aggressor ? sizes[i] : 0;
        }
        return new Watched(levels[begin], volume);
    }

    @Test
    void shouldSeeSellersAbsorbedUntilThePriceMovesThrough() {
        NodeFixture node = NodeFixture.of(Absorption.TYPE, Map.of("size", 0.25, "period", 1, "multiple", 3.0));
        node.trade("trade", 100.25, 1, Side.BUY).run();
        node.trade("trade", 100.00, 10, Side.SELL).run();
        node.trade("trade", 100.00, 10, Side.SELL).run();
        node.trade("trade", 100.25, 10, Side.BUY).run();
        assertThat(node.booleanValue("absorbed")).isFalse();
        node.trade("trade", 100.00, 10, Side.SELL).run();
        assertThat(node.booleanValue("absorbed")).isTrue();
        assertThat(node.longValue("side")).isEqualTo(Side.BUY.code());
        assertThat(node.value("price")).isEqualTo(100.0);
        assertThat(node.value("volume")).isEqualTo(30.0);
        node.change("minimum", 50.0).trade("trade", 100.00, 10, Side.SELL).run();
        assertThat(node.booleanValue("absorbed")).isFalse();
        node.change("minimum", 0.0).trade("trade", 99.75, 1, Side.SELL).run();
        assertThat(node.booleanValue("absorbed")).isTrue(); // the asks of 100.25 have stopped 11, of a size of 1
        assertThat(node.longValue("side")).isEqualTo(Side.SELL.code());
        assertThat(node.value("price")).isEqualTo(100.25);
        node.trade("trade", 99.50, 1, Side.SELL).run();
        assertThat(node.booleanValue("absorbed")).isFalse(); // too far from the asks of 100.25
        assertThat(node.value("price")).isEqualTo(99.5);
        assertThat(node.value("volume")).isEqualTo(1.0);
    }

    @Test
    void shouldSayNothingWithoutVolume() {
        NodeFixture node = NodeFixture.of(Absorption.TYPE, Map.of("size", 1.0, "period", 2, "multiple", 0.0));
        node.trade("trade", 100, 0, Side.SELL).run();
        node.trade("trade", 100, 0, Side.SELL).run();
        assertThat(node.booleanValue("absorbed")).isFalse();
        assertThat(node.longValue("side")).isZero();
        assertThat(node.value("volume")).isZero();
        node.trade("trade", 1e300, 5, Side.UNKNOWN).run();
        assertThat(node.booleanValue("absorbed")).isFalse();
        assertThat(node.value("price")).isCloseTo(0x1p52, within(1.0));
    }
}
