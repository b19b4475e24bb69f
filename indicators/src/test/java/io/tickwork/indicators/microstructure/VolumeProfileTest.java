// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeProfileTest {
    private record Trade(BigDecimal price, BigDecimal size) {}

    @ParameterizedTest
    @CsvSource({
        "0.1, 16, 0, 0.7, 60",
        "0.25, 4, 1, 0.7, 40",
        "1, 5, 2, 0.5, 20",
        "0.01, 128, 3, 0.7, 200",
        "0.5, 32, 7, 1.0, 100",
        "0.1, 7, 20, 0.01, 1000"
    })
    void shouldBeTheSumsOfTheTradesOfTheWindow(String size, int levels, int bars, double share, int reach) {
        long seed = 31L * levels + bars;
        Random random = new Random(seed);
        NodeFixture node = NodeFixture.of(
                VolumeProfile.TYPE,
                Map.of("size", Double.valueOf(size), "levels", levels, "bars", bars, "share", share));
        List<List<Trade>> all = new ArrayList<>();
        long center = 10;
        for (int bar = 0; bar < 200; bar++) {
            List<Trade> trades = new ArrayList<>();
            int width = 1 + random.nextInt(1 + random.nextInt(reach));
            for (int i = bar % 9 == 0 ? 0 : random.nextInt(50); i > 0; i--) {
                BigDecimal price = new BigDecimal(size)
                        .multiply(BigDecimal.valueOf(center + random.nextInt(width)))
                        .add(random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal(size).movePointLeft(1));
                // Sizes that doubles add exactly, so that ties are ties.
                trades.add(new Trade(
                        price, BigDecimal.valueOf(1 + random.nextInt(8)).divide(BigDecimal.valueOf(4))));
            }
            all.add(trades);
            for (Trade trade : trades) {
                node.trade("trade", trade.price.doubleValue(), trade.size.doubleValue(), Side.BUY)
                        .run();
                assertThat(node.isProduced("volume")).isFalse();
            }
            double close = 0.5;
            node.candle("bar", close, close, close, close, 1).run();
            String as = "seed %d, bar %d".formatted(seed, bar);
            assertThat(node.isProduced("volume")).as(as).isEqualTo(bar + 1 >= bars);
            if (bar + 1 >= bars) {
                List<Trade> window = all.subList(bars == 0 ? 0 : bar + 1 - bars, bar + 1).stream()
                        .flatMap(List::stream)
                        .toList();
                check(node, window, new BigDecimal(size), levels, share, close, as);
            }
            center += random.nextInt(2 * reach / 3 + 1) - reach / 3;
        }
    }

    private static void check(
            NodeFixture node, List<Trade> window, BigDecimal size, int levels, double share, double close, String as) {
        TreeMap<Long, BigDecimal> exact = new TreeMap<>();
        for (Trade trade : window) {
            exact.merge(trade.price.divide(size, 0, RoundingMode.FLOOR).longValue(), trade.size, BigDecimal::add);
        }
        double[] volumes = node.values("volumes");
        if (exact.isEmpty()) {
            double level = Math.floor(close / size.doubleValue()) * size.doubleValue();
            assertThat(volumes).as(as).containsOnly(0);
            assertThat(node.longValue("level-count")).as(as).isZero();
            for (String output : List.of("first-price", "point-of-control", "value-high", "value-low")) {
                assertThat(node.value(output)).as(as).isCloseTo(level, within(1e-9));
            }
            return;
        }
        long factor = 1;
        while (Math.floorDiv(exact.lastKey(), factor) - Math.floorDiv(exact.firstKey(), factor) >= levels) {
            factor *= 2;
        }
        long first = Math.floorDiv(exact.firstKey(), factor);
        int count = (int) (Math.floorDiv(exact.lastKey(), factor) - first) + 1;
        BigDecimal[] merged = new BigDecimal[count];
        Arrays.fill(merged, BigDecimal.ZERO);
        for (Map.Entry<Long, BigDecimal> each : exact.entrySet()) {
            int index = (int) (Math.floorDiv(each.getKey(), factor) - first);
            merged[index] = merged[index].add(each.getValue());
        }
        double total = 0;
        for (int i = 0; i < levels; i++) {
            assertThat(volumes[i]).as(as).isEqualTo(i < count ? merged[i].doubleValue() : 0);
            total += volumes[i];
        }
        assertThat(node.value("volume")).as(as).isEqualTo(total);
        assertThat(node.longValue("level-count")).as(as).isEqualTo(count);
        assertThat(node.value("level-size")).as(as).isCloseTo(factor * size.doubleValue(), within(1e-9));
        assertThat(node.value("first-price")).as(as).isCloseTo(first * factor * size.doubleValue(), within(1e-9));
        int control = 0;
        for (int i = 0; i < count; i++) {
            int more = merged[i].compareTo(merged[control]);
            if (more > 0 || more == 0 && Math.abs(i - (count - 1) / 2.0) < Math.abs(control - (count - 1) / 2.0)) {
                control = i;
            }
        }
        int[] area = area(merged, control, share * total);
        double[] expected = {
            (first + control) * factor + (factor - 1) / 2,
            (first + area[0]) * factor,
            (first + area[1] + 1) * factor - 1
        };
        String[] outputs = {"point-of-control", "value-low", "value-high"};
        for (int i = 0; i < outputs.length; i++) {
            double level = Math.min(Math.max(expected[i], exact.firstKey()), exact.lastKey());
            assertThat(node.value(outputs[i]))
                    .as("%s, %s", as, outputs[i])
                    .isCloseTo(level * size.doubleValue(), within(1e-9));
        }
    }

    /** The textbook's steps with a row of zeros about the volumes. */
    private static int[] area(BigDecimal[] volumes, int control, double target) {
        int count = volumes.length;
        double[] row = new double[count + 4];
        for (int i = 0; i < count; i++) {
            row[i + 2] = volumes[i].doubleValue();
        }
        int low = control;
        int high = control;
        double held = row[control + 2];
        while (held < target) {
            double above = high + 1 < count ? row[high + 3] + row[high + 4] : -1;
            double below = low > 0 ? row[low + 1] + row[low] : -1;
            if (above < 0 && below < 0) {
                break;
            }
            if (above >= below) {
                held += above;
                high = Math.min(count - 1, high + 2);
            } else {
                held += below;
                low = Math.max(0, low - 2);
            }
        }
        return new int[] {low, high};
    }

    @Test
    void shouldFindTheValueAreaOfATextbookProfile() {
        NodeFixture node = NodeFixture.of(VolumeProfile.TYPE, Map.of("size", 1.0, "levels", 16));
        double[] volumes = {5, 10, 20, 15, 40, 30, 12, 8, 4};
        for (int i = 0; i < volumes.length; i++) {
            node.trade("trade", 100 + i, volumes[i], Side.SELL).run();
        }
        node.candle("bar", 100, 108, 100, 108, 144).run();
        // 100.8 of 144: 40, then 30 + 12 above rather than 15 + 20 below, then 15 + 20 below rather than 8 + 4.
        assertThat(node.value("point-of-control")).isEqualTo(104);
        assertThat(node.value("value-low")).isEqualTo(102);
        assertThat(node.value("value-high")).isEqualTo(106);
        assertThat(node.value("volume")).isEqualTo(144);
        node.change("share", 0.5).candle("bar", 100, 108, 100, 108, 0).run();
        assertThat(node.value("value-low")).isEqualTo(104);
        assertThat(node.value("value-high")).isEqualTo(106);
    }

    @Test
    void shouldMergeLevelsWithoutLoss() {
        NodeFixture node = NodeFixture.of(VolumeProfile.TYPE, Map.of("size", 1.0, "levels", 4));
        for (int price = 0; price < 8; price++) {
            node.trade("trade", price, 1 << price, Side.SELL).run();
        }
        node.candle("bar", 1, 1, 1, 1, 255).run();
        assertThat(node.values("volumes")).containsExactly(3, 12, 48, 192);
        assertThat(node.value("level-size")).isEqualTo(2);
        // Levels begin at multiples of their width, so three are wide enough for -1 to 7.
        node.trade("trade", -1, 1_000, Side.BUY).run();
        node.candle("bar", 1, 1, 1, 1, 255).run();
        assertThat(node.values("volumes")).containsExactly(1_000, 15, 240, 0);
        assertThat(node.value("level-size")).isEqualTo(4);
        assertThat(node.value("first-price")).isEqualTo(-4);
        assertThat(node.value("point-of-control")).isEqualTo(-1);
        assertThat(node.longValue("level-count")).isEqualTo(3);
    }

    @Test
    void shouldSumDecimalsExactly() {
        Random random = new Random(3);
        NodeFixture node = NodeFixture.of(VolumeProfile.TYPE, Map.of("size", 0.1, "levels", 64));
        TreeMap<Long, BigDecimal> exact = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            long level = 660_928 + random.nextInt(64);
            BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(999), random.nextInt(9));
            exact.merge(level, size, BigDecimal::add);
            node.trade("trade", BigDecimal.valueOf(level, 1).doubleValue(), size.doubleValue(), Side.BUY)
                    .run();
        }
        node.candle("bar", 1, 1, 1, 1, 1).run();
        double[] volumes = node.values("volumes");
        for (int i = 0; i < volumes.length; i++) {
            double sum = exact.get(660_928L + i).doubleValue();
            assertThat(volumes[i]).as("seed 3, level %d", i).isCloseTo(sum, within(1e-9 * sum));
        }
    }

    @Test
    void shouldStayFiniteAtAnyPrice() {
        NodeFixture node = NodeFixture.of(VolumeProfile.TYPE, Map.of("size", 1e-9));
        double volume = 0;
        for (double price : new double[] {1e-9, -1e-9, 1, 1e12, -1e12, Double.MAX_VALUE, -Double.MAX_VALUE, 0}) {
            node.trade("trade", price, 1, Side.UNKNOWN).run();
            node.candle("bar", price, price, price, price, 2).run();
            assertThat(node.value("volume")).isEqualTo(++volume);
            for (String output : List.of("first-price", "point-of-control", "value-high", "value-low", "level-size")) {
                assertThat(node.isValid(output)).as(output).isTrue();
            }
        }
    }

    @Test
    void shouldPassOverLateTradesAndThoseWithoutASize() {
        NodeFixture node = NodeFixture.of(VolumeProfile.TYPE, Map.of("size", 1.0));
        node.at(50).trade("trade", 100, 1, Side.BUY).run();
        node.at(60).candle("bar", 1, 1, 1, 1, 1).run();
        node.at(59).trade("trade", 90, 2, Side.BUY).run();
        node.at(60).trade("trade", 100, 4, Side.BUY).run();
        node.at(61).trade("trade", 1, 0, Side.BUY).run();
        node.at(120).candle("bar", 1, 1, 1, 1, 1).run();
        assertThat(node.value("volume")).isEqualTo(5);
        assertThat(node.longValue("level-count")).isEqualTo(1);
    }
}
