// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootprintTest {
    private static final List<Side> SIDES = List.of(Side.values());

    private record Trade(BigDecimal price, BigDecimal size, Side side) {}

    /** The bar as sorted maps of exact sums. */
    private static final class Oracle {
        final Map<Side, TreeMap<Long, BigDecimal>> volumes = new TreeMap<>();
        BigDecimal outside = BigDecimal.ZERO;
        BigDecimal delta = BigDecimal.ZERO;
        BigDecimal volume = BigDecimal.ZERO;
        long low;
        long high;

        Oracle(List<Trade> trades, String size, int levels) {
            SIDES.forEach(side -> volumes.put(side, new TreeMap<>()));
            TreeMap<Long, Integer> reached = new TreeMap<>();
            for (Trade trade : trades) {
                volume = volume.add(trade.size);
                delta = switch (trade.side) {
                    case BUY -> delta.add(trade.size);
                    case SELL -> delta.subtract(trade.size);
                    default -> delta;
                };
                long level = trade.price
                        .divide(new BigDecimal(size), 0, RoundingMode.FLOOR)
                        .longValue();
                TreeMap<Long, Integer> with = new TreeMap<>(reached);
                with.put(level, 1);
                if (with.lastKey() - with.firstKey() < levels) {
                    reached = with;
                    volumes.get(trade.side).merge(level, trade.size, BigDecimal::add);
                } else {
                    outside = outside.add(trade.size);
                }
            }
            low = reached.firstKey();
            high = reached.lastKey();
        }

        BigDecimal at(Side side, long level) {
            return volumes.get(side).getOrDefault(level, BigDecimal.ZERO);
        }

        BigDecimal total(long level) {
            return SIDES.stream().map(side -> at(side, level)).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        long pointOfControl() {
            long best = low;
            for (long level = low; level <= high; level++) {
                int more = total(level).compareTo(total(best));
                if (more > 0 || more == 0 && Math.abs(2 * level - low - high) < Math.abs(2 * best - low - high)) {
                    best = level;
                }
            }
            return best;
        }

        boolean isImbalanced(Side side, long level, int ratio) {
            long behind = side == Side.BUY ? level - 1 : level + 1;
            BigDecimal taken = at(side, level);
            BigDecimal against = at(side == Side.BUY ? Side.SELL : Side.BUY, behind);
            return behind >= low
                    && behind <= high
                    && taken.signum() > 0
                    && taken.compareTo(against.multiply(BigDecimal.valueOf(ratio))) >= 0;
        }

        long imbalanceCount(Side side, int ratio) {
            return stackFrom(side, ratio, 1).size();
        }

        /** The beginnings of runs of at least so many levels, each with the length of its run. */
        List<long[]> stackFrom(Side side, int ratio, int length) {
            List<long[]> runs = new ArrayList<>();
            for (long level = low; level <= high; level++) {
                long run = 0;
                for (long each = level; isImbalanced(side, each, ratio); each += side == Side.BUY ? 1 : -1) {
                    run++;
                }
                if (run >= length) {
                    runs.add(new long[] {level, run});
                }
            }
            return runs;
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 64, 3, 3", "0.25, 8, 2, 2", "1, 5, 1, 3", "0.01, 2, 3, 2", "0.5, 33, 4, 2"})
    void shouldBeTheSumsOfTheTradesOfTheBar(String size, int levels, int ratio, int stacked) {
        long seed = levels;
        Random random = new Random(seed);
        NodeFixture node = NodeFixture.of(
                Footprint.TYPE,
                Map.of("size", Double.valueOf(size), "levels", levels, "ratio", (double) ratio, "stacked", stacked));
        int stackCount = 0;
        int outsideCount = 0;
        long center = -20;
        for (int bar = 0; bar < 400; bar++) {
            List<Trade> trades = new ArrayList<>();
            int width = 1 + random.nextInt(levels + 3);
            for (int i = 1 + random.nextInt(bar % 7 == 0 ? 3 : 200); i > 0; i--) {
                // Sizes that doubles add exactly, so that ties are ties.
                BigDecimal sizeOfTrade =
                        BigDecimal.valueOf(1 + random.nextInt(40)).divide(BigDecimal.valueOf(8));
                BigDecimal price = new BigDecimal(size)
                        .multiply(BigDecimal.valueOf(center + random.nextInt(width)))
                        .add(random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal(size).movePointLeft(1));
                int side = random.nextInt(10);
                // Now buyers, now sellers are in the majority.
                Side major = bar % 2 == 0 ? Side.BUY : Side.SELL;
                Side minor = bar % 2 == 0 ? Side.SELL : Side.BUY;
                trades.add(new Trade(price, sizeOfTrade, side == 0 ? Side.UNKNOWN : side < 8 ? major : minor));
            }
            for (Trade trade : trades) {
                node.trade("trade", trade.price.doubleValue(), trade.size.doubleValue(), trade.side)
                        .run();
                assertThat(node.isProduced("delta")).isFalse();
            }
            node.candle("bar", 1, 1, 1, 1, 1).run();
            Oracle oracle = new Oracle(trades, size, levels);
            String as = "seed %d, bar %d".formatted(seed, bar);
            check(node, oracle, Double.parseDouble(size), levels, as);
            checkImbalances(node, oracle, Double.parseDouble(size), ratio, stacked, as);
            stackCount += node.booleanValue("stacked-buy") ? 1 : 0;
            stackCount += node.booleanValue("stacked-sell") ? 1 : 0;
            outsideCount += oracle.outside.signum();
            center += random.nextInt(21) - 10;
        }
        assertThat(outsideCount).isPositive();
        // Two levels have one pair of neighbours, and one imbalance is no stack.
        assertThat(stackCount > 0).isEqualTo(levels > 2);
    }

    private static void check(NodeFixture node, Oracle oracle, double size, int levels, String as) {
        double[] bids = node.values("bid-volumes");
        double[] asks = node.values("ask-volumes");
        for (int i = 0; i < levels; i++) {
            boolean inBar = oracle.low + i <= oracle.high;
            assertThat(bids[i])
                    .as(as)
                    .isEqualTo(inBar ? oracle.at(Side.SELL, oracle.low + i).doubleValue() : 0);
            assertThat(asks[i])
                    .as(as)
                    .isEqualTo(inBar ? oracle.at(Side.BUY, oracle.low + i).doubleValue() : 0);
        }
        assertThat(node.value("delta")).as(as).isEqualTo(oracle.delta.doubleValue());
        assertThat(node.value("volume")).as(as).isEqualTo(oracle.volume.doubleValue());
        assertThat(node.value("outside")).as(as).isEqualTo(oracle.outside.doubleValue());
        assertThat(node.value("first-price")).as(as).isCloseTo(oracle.low * size, within(1e-9));
        assertThat(node.longValue("level-count")).as(as).isEqualTo(oracle.high - oracle.low + 1);
        assertThat(node.value("point-of-control")).as(as).isCloseTo(oracle.pointOfControl() * size, within(1e-9));
    }

    private static void checkImbalances(
            NodeFixture node, Oracle oracle, double size, int ratio, int stacked, String as) {
        assertThat(node.longValue("buy-imbalances")).as(as).isEqualTo(oracle.imbalanceCount(Side.BUY, ratio));
        assertThat(node.longValue("sell-imbalances")).as(as).isEqualTo(oracle.imbalanceCount(Side.SELL, ratio));
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            String word = side == Side.BUY ? "stacked-buy" : "stacked-sell";
            List<long[]> stacks = oracle.stackFrom(side, ratio, stacked);
            long longest = stacks.stream().mapToLong(stack -> stack[1]).max().orElse(0);
            double[] begins = stacks.stream()
                    .filter(stack -> stack[1] == longest)
                    .mapToDouble(stack -> stack[0] * size)
                    .toArray();
            assertThat(node.booleanValue(word)).as(as).isEqualTo(begins.length > 0);
            // The runs are found from the lowest level to the highest.
            double price = begins.length == 0 ? 0 : side == Side.BUY ? begins[begins.length - 1] : begins[0];
            assertThat(node.value(word + "-price")).as(as).isCloseTo(price, within(1e-9));
        }
    }

    @Test
    void shouldSumDecimalsExactly() {
        Random random = new Random(5);
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 0.1, "levels", 32));
        for (int bar = 0; bar < 3; bar++) {
            List<Trade> trades = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                BigDecimal price = BigDecimal.valueOf(660_893 + random.nextInt(40), 1);
                // From dust to blocks: what is small must not be lost beside what is great.
                BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(999), random.nextInt(9));
                trades.add(new Trade(price, size, random.nextBoolean() ? Side.BUY : Side.SELL));
                node.trade("trade", price.doubleValue(), size.doubleValue(), trades.get(i).side)
                        .run();
            }
            node.candle("bar", 1, 1, 1, 1, 1).run();
            Oracle oracle = new Oracle(trades, "0.1", 32);
            for (int i = 0; i < 32; i++) {
                double bid = oracle.at(Side.SELL, oracle.low + i).doubleValue();
                double ask = oracle.at(Side.BUY, oracle.low + i).doubleValue();
                assertThat(node.values("bid-volumes")[i]).as("seed 5").isCloseTo(bid, within(1e-9 * bid));
                assertThat(node.values("ask-volumes")[i]).as("seed 5").isCloseTo(ask, within(1e-9 * ask));
            }
            double volume = oracle.volume.doubleValue();
            assertThat(node.value("volume")).isCloseTo(volume, within(1e-9 * volume));
            assertThat(node.value("delta")).isCloseTo(oracle.delta.doubleValue(), within(1e-9 * volume));
            assertThat(node.value("outside"))
                    .isCloseTo(oracle.outside.doubleValue(), within(1e-9 * oracle.outside.doubleValue()));
        }
    }

    @Test
    void shouldShowAKnownBar() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 0.25, "levels", 8));
        // bid x ask: 4: 1 x 9, 3: 2 x 12, 2: 3 x 8, 1: 2 x 0, 0: 5 x 1
        node.trade("trade", 100.00, 5, Side.SELL).run();
        node.trade("trade", 100.00, 1, Side.BUY).run();
        node.trade("trade", 100.25, 2, Side.SELL).run();
        node.trade("trade", 100.50, 3, Side.SELL).run();
        node.trade("trade", 100.50, 8, Side.BUY).run();
        node.trade("trade", 100.75, 2, Side.SELL).run();
        node.trade("trade", 100.75, 12, Side.BUY).run();
        node.trade("trade", 101.00, 1, Side.SELL).run();
        node.trade("trade", 101.00, 9, Side.BUY).run();
        node.candle("bar", 100, 101, 100, 101, 43).run();
        assertThat(node.values("bid-volumes")).containsExactly(5, 2, 3, 2, 1, 0, 0, 0);
        assertThat(node.values("ask-volumes")).containsExactly(1, 0, 8, 12, 9, 0, 0, 0);
        assertThat(node.value("first-price")).isEqualTo(100.0);
        assertThat(node.value("delta")).isEqualTo(17.0);
        assertThat(node.value("volume")).isEqualTo(43.0);
        assertThat(node.value("point-of-control")).isEqualTo(100.75);
        // 8 against 2, 12 against 3, 9 against 2.
        assertThat(node.longValue("buy-imbalances")).isEqualTo(3);
        assertThat(node.booleanValue("stacked-buy")).isTrue();
        assertThat(node.value("stacked-buy-price")).isEqualTo(100.5);
        // 5 against 0.
        assertThat(node.longValue("sell-imbalances")).isEqualTo(1);
        assertThat(node.booleanValue("stacked-sell")).isFalse();
        assertThat(node.value("stacked-sell-price")).isZero();
    }

    @Test
    void shouldTakeNewThresholdsWhileItRuns() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 1.0));
        for (Object[] change : new Object[][] {{"ratio", 5.0}, {"minimum", 4.0}, {"stacked", 2}}) {
            node.trade("trade", 100, 1, Side.SELL).run();
            node.trade("trade", 101, 4, Side.BUY).run();
            node.candle("bar", 1, 1, 1, 1, 1).run();
            assertThat(node.longValue("buy-imbalances")).isEqualTo(change[0].equals("minimum") ? 0 : 1);
            assertThat(node.booleanValue("stacked-buy")).isFalse();
            node.change("ratio", 3.0).change((String) change[0], change[1]);
        }
        node.change("ratio", 3.0);
        node.trade("trade", 100, 1, Side.SELL).run();
        node.trade("trade", 101, 4, Side.BUY).run();
        node.trade("trade", 102, 4, Side.BUY).run();
        node.candle("bar", 1, 1, 1, 1, 1).run();
        assertThat(node.booleanValue("stacked-buy")).isTrue();
        node.change("minimum", 4.5);
        node.trade("trade", 100, 1, Side.SELL).run();
        node.trade("trade", 101, 4, Side.BUY).run();
        node.candle("bar", 1, 1, 1, 1, 1).run();
        assertThat(node.longValue("buy-imbalances")).isZero();
    }

    @Test
    void shouldShowTheCloseWhenNothingWasTraded() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 0.25, "levels", 4));
        node.trade("trade", 100, 5, Side.SELL).run();
        node.candle("bar", 100, 100, 100, 100, 5).run();
        node.candle("bar", 100, 100, 100, 100.3, 0).run();
        assertThat(node.values("bid-volumes")).containsOnly(0);
        assertThat(node.values("ask-volumes")).containsOnly(0);
        assertThat(node.value("volume")).isZero();
        assertThat(node.value("delta")).isZero();
        assertThat(node.longValue("level-count")).isZero();
        assertThat(node.value("first-price")).isEqualTo(100.25);
        assertThat(node.value("point-of-control")).isEqualTo(100.25);
    }

    @Test
    void shouldPassOverLateTradesAndThoseWithoutASize() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 1.0));
        node.at(50).trade("trade", 100, 1, Side.BUY).run();
        node.at(60).candle("bar", 1, 1, 1, 1, 1).run();
        node.at(59).trade("trade", 100, 2, Side.BUY).run();
        node.at(60).trade("trade", 100, 4, Side.BUY).run();
        node.at(61).trade("trade", 1, 0, Side.BUY).run();
        node.at(120).candle("bar", 1, 1, 1, 1, 1).run();
        assertThat(node.value("volume")).isEqualTo(4);
        assertThat(node.value("first-price")).isEqualTo(100);
    }

    @Test
    void shouldCountATradeOfTheSameCycleInTheBarThatCloses() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 1.0));
        node.trade("trade", 100, 1, Side.BUY).candle("bar", 1, 1, 1, 1, 1).run();
        assertThat(node.value("volume")).isEqualTo(1);
    }

    @Test
    void shouldStayFiniteAtAnyPrice() {
        NodeFixture node = NodeFixture.of(Footprint.TYPE, Map.of("size", 1e-9));
        for (double price : new double[] {1e-9, 1e12, -1e12, 0, -1e-9, Double.MAX_VALUE, -Double.MAX_VALUE}) {
            node.trade("trade", price, 1, Side.BUY).run();
            node.trade("trade", price, 1, Side.SELL).run();
            node.candle("bar", price, price, price, price, 2).run();
            assertThat(node.isValid("first-price")).isTrue();
            assertThat(node.isValid("point-of-control")).isTrue();
            assertThat(node.value("volume")).isEqualTo(2);
            assertThat(node.value("outside")).isZero();
        }
    }
}
