// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.TestNodes;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Goal: the bars of a timeframe are those of its trades, whichever other timeframes the graph reads. Method: random
 * trades go through graphs that read random sets of timeframes, and are also kept, grouped by bar, and summed with
 * {@link BigDecimal}; every field of every bar must be equal.
 */
class CandleOraclePropertyTest {
    private static final int RUNS = 150;
    private static final int TRADES = 1_500;
    private static final long FIRST_SEED = 20_250_301L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final List<String> TIMEFRAMES =
            List.of("1s", "10s", "1m", "5m", "7m", "15m", "1h", "4h", "1d", "2d", "1w");

    private record Trade(long timeNs, long engineTimeNs, long priceMantissa, long sizeMantissa) {}

    private long lateCount;
    private long barCount;

    @Test
    void shouldEqualTradesGroupedByBar() {
        for (int run = 0; run < RUNS; run++) {
            compare(FIRST_SEED + run);
        }
        assertThat(lateCount).as("late trades").isGreaterThan(RUNS);
        assertThat(barCount).as("bars").isGreaterThan(100 * RUNS);
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        List<String> timeframes = new ArrayList<>(TIMEFRAMES);
        Collections.shuffle(timeframes, random);
        timeframes = timeframes.subList(0, 1 + random.nextInt(timeframes.size()));
        GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);
        for (String timeframe : timeframes) {
            builder.node("bar-" + timeframe, "bar")
                    .input("Candle(" + timeframe + ")")
                    .publish()
                    .end();
        }
        Graph graph = builder.build();
        Bars bars = new Bars(graph);
        GraphProcessor processor = new GraphProcessor(graph, Form.COMPILED::plan, bars);
        Events events = new Events(processor).define(0, "X");

        List<Trade> trades = trades(random);
        for (Trade trade : trades) {
            events.trade(0, trade.timeNs(), trade.priceMantissa(), trade.sizeMantissa());
        }
        events.clock(trades.get(trades.size() - 1).engineTimeNs() + Timeframe.MAX_NS);

        boolean[] late = new boolean[trades.size()];
        for (String timeframe : timeframes) {
            assertThat(bars.of("bar-" + timeframe))
                    .as("seed %d, timeframe %s of %s", seed, timeframe, timeframes)
                    .isEqualTo(expected(trades, timeframe, late));
        }
        int lateTrades = 0;
        for (boolean each : late) {
            lateTrades += each ? 1 : 0;
        }
        assertThat(processor.lateTradeCount()).as("seed %d", seed).isEqualTo(lateTrades);
        lateCount += lateTrades;
    }

    /** Bursts, gaps of up to days, times on exact boundaries, and trades that come up to hours late. */
    private static List<Trade> trades(Random random) {
        List<Trade> trades = new ArrayList<>();
        long timeNs = (1_385_000_000L + random.nextInt(2_000_000)) * SECOND_NS;
        long engineTimeNs = Long.MIN_VALUE;
        for (int i = 0; i < TRADES; i++) {
            timeNs += switch (random.nextInt(100)) {
                case 0 -> random.nextInt(3 * 86_400) * SECOND_NS;
                case 1, 2, 3 -> random.nextInt(3_600) * SECOND_NS;
                default -> (long) (random.nextDouble() * 5 * SECOND_NS);
            };
            if (random.nextInt(10) == 0) {
                long gridNs = (random.nextBoolean() ? 60 : 3_600) * SECOND_NS;
                timeNs = (timeNs / gridNs + 1) * gridNs;
            }
            long latenessNs = switch (random.nextInt(20)) {
                case 0 -> random.nextInt(7_200) * SECOND_NS;
                case 1, 2 -> random.nextInt(90) * SECOND_NS;
                default -> 0;
            };
            long tradeTimeNs = timeNs - latenessNs;
            engineTimeNs = Math.max(engineTimeNs, tradeTimeNs);
            long price = 1 + (random.nextLong() >>> (1 + random.nextInt(40)));
            trades.add(new Trade(tradeTimeNs, engineTimeNs, price, random.nextLong() >>> (14 + random.nextInt(40))));
        }
        return trades;
    }

    private List<List<Object>> expected(List<Trade> trades, String timeframe, boolean[] late) {
        Map<Instant, List<Trade>> byBar = new TreeMap<>();
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            Instant open = openOf(trade.timeNs(), timeframe);
            if (ns(open) + Timeframe.parse(timeframe) > trade.engineTimeNs()) {
                byBar.computeIfAbsent(open, bar -> new ArrayList<>()).add(trade);
            } else {
                late[i] = true;
            }
        }
        List<List<Object>> bars = new ArrayList<>();
        byBar.forEach((open, ofBar) -> {
            List<Double> prices = ofBar.stream()
                    .map(trade -> exact(trade.priceMantissa()).doubleValue())
                    .toList();
            BigDecimal volume =
                    ofBar.stream().map(trade -> exact(trade.sizeMantissa())).reduce(BigDecimal.ZERO, BigDecimal::add);
            bars.add(List.of(
                    prices.get(0),
                    Collections.max(prices),
                    Collections.min(prices),
                    prices.get(prices.size() - 1),
                    volume.doubleValue(),
                    (double) ofBar.size(),
                    ns(open),
                    ns(open) + Timeframe.parse(timeframe)));
        });
        barCount += bars.size();
        return bars;
    }

    private static BigDecimal exact(long mantissa) {
        return BigDecimal.valueOf(mantissa, -Decimal.DEFAULT_EXPONENT);
    }

    private static Instant openOf(long timeNs, String timeframe) {
        LocalDate day =
                Instant.ofEpochSecond(0, timeNs).atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (timeframe) {
            case "1d" -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            case "1w" ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
            default -> {
                long lengthNs = Timeframe.parse(timeframe);
                yield Instant.ofEpochSecond(0, timeNs / lengthNs * lengthNs);
            }
        };
    }

    private static long ns(Instant instant) {
        return instant.getEpochSecond() * SECOND_NS + instant.getNano();
    }

    /** Puts the eight outputs of each bar node together again. */
    private static final class Bars implements OutputHandler {
        private static final int FIELDS = 8;

        private final Graph graph;
        private final List<List<List<Object>>> byNode = new ArrayList<>();

        Bars(Graph graph) {
            this.graph = graph;
            graph.template().nodes().forEach(node -> byNode.add(new ArrayList<>()));
        }

        List<List<Object>> of(String node) {
            return graph.template().nodes().stream()
                    .filter(each -> each.id().equals(node))
                    .findFirst()
                    .map(each -> byNode.get(each.index()))
                    .orElseThrow();
        }

        private void add(int output, Object value) {
            List<List<Object>> bars = byNode.get(output / FIELDS);
            if (output % FIELDS == 0) {
                bars.add(new ArrayList<>(Arrays.asList(value)));
            } else {
                bars.get(bars.size() - 1).add(value);
            }
        }

        @Override
        public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
            add(output, value);
        }

        @Override
        public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
            add(output, value);
        }

        @Override
        public void onDoubles(
                long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
            throw new AssertionError("no node has vectors");
        }

        @Override
        public void onLongs(
                long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
            throw new AssertionError("no node has vectors");
        }

        @Override
        public void onSignal(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                int side,
                int reason,
                double strength,
                double referencePrice) {
            throw new AssertionError("no node emits signals");
        }

        @Override
        public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
            throw new AssertionError(cause);
        }
    }
}
