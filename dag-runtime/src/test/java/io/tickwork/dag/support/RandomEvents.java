// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.state.ParameterSlot;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random events of every kind for a random graph, on time, late, together, in long gaps, and of unknown symbols. */
public final class RandomEvents {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long GAP_MAX_NS = 20_000 * SECOND_NS;
    private static final double PRICE_SCALE = 3e9;

    private final Random random;
    private final Events events;
    private final List<GraphNode> nodes;
    private final List<Long> externalNs;
    private final int gapSeconds;
    private long timeNs = Rig.START_NS;
    private int definedCount;

    /**
     * @param graph the events are for.
     * @param random decides everything.
     * @param processors get them.
     */
    public RandomEvents(Graph graph, Random random, GraphProcessor... processors) {
        this.random = random;
        events = new Events(processors);
        nodes = Stream.concat(graph.template().nodes().stream(), graph.groups().nodes().stream())
                .toList();
        externalNs = graph.candles().feeds().entrySet().stream()
                .filter(feed -> feed.getValue().feed() == Bars.Feed.EXTERNAL)
                .map(Map.Entry<Long, FeedDefinition>::getKey)
                .sorted()
                .toList();
        long shortestTimerNs = Stream.concat(graph.template().sources().stream(), graph.groups().sources().stream())
                .filter(source -> source.kind() == SourceKind.TIMER)
                .mapToLong(Source::timeframeNs)
                .min()
                .orElse(GAP_MAX_NS);
        // Each instant of a timer is a cycle, and a gap should not take thousands of them.
        gapSeconds = (int) (Math.min(GAP_MAX_NS, 50 * shortestTimerNs) / SECOND_NS);
        events.define(definedCount, RandomGraph.SYMBOLS.get(definedCount++));
    }

    /** {@return what encodes them} */
    public Events events() {
        return events;
    }

    /** One more event. */
    public void next() {
        if (definedCount < RandomGraph.SYMBOLS.size() && random.nextInt(40) == 0) {
            events.define(definedCount, RandomGraph.SYMBOLS.get(definedCount++));
            return;
        }
        if (random.nextInt(5) > 0) {
            timeNs += (long) (-StrictMath.log(1 - random.nextDouble()) * SECOND_NS * pause());
        }
        int symbol = random.nextInt(30) == 0 ? random.nextInt(70) - 1 : random.nextInt(definedCount);
        long price = Math.round(random.nextGaussian() * PRICE_SCALE);
        switch (random.nextInt(24)) {
            case 0, 1 -> events.clock(timeNs);
            case 2, 3, 4 -> events.quote(symbol, timeNs, price, price + random.nextInt(1 << 30));
            case 5, 6, 7 -> depth(symbol, price);
            case 8, 9 -> events.trade(symbol, timeNs - random.nextInt(200) * SECOND_NS, price, 1);
            case 10, 11, 12 -> candle(symbol, price);
            case 13 -> control(symbol);
            default -> events.trade(symbol, timeNs, price, random.nextInt(1 << 30));
        }
    }

    private int pause() {
        return random.nextInt(50) > 0 ? 8 : gapSeconds;
    }

    private void depth(int symbol, long price) {
        long[] bids = new long[random.nextInt(11)];
        long[] asks = new long[random.nextInt(11)];
        for (int i = 0; i < bids.length; i++) {
            bids[i] = price - i * 10_000_000L;
        }
        for (int i = 0; i < asks.length; i++) {
            asks[i] = price + (i + 1) * 10_000_000L;
        }
        events.depth(symbol, timeNs, bids, asks, random.nextInt(1 << 30));
    }

    private void candle(int symbol, long price) {
        long timeframeNs = externalNs.isEmpty() || random.nextInt(20) == 0
                ? Timeframe.parse("1m")
                : externalNs.get(random.nextInt(externalNs.size()));
        long endNs = timeNs - Math.floorMod(timeNs, timeframeNs);
        if (random.nextInt(4) > 0) {
            timeNs = Math.max(timeNs, endNs);
        }
        events.candle(symbol, timeframeNs, endNs, price, price + random.nextInt(1 << 28), random.nextInt(1 << 30));
    }

    private void control(int symbol) {
        int target = random.nextInt(4) == 0 ? -1 : symbol;
        String node = random.nextInt(20) == 0
                ? "nobody"
                : nodes.get(random.nextInt(nodes.size())).ids().get(0);
        switch (random.nextInt(4)) {
            case 0 -> events.session(target, timeNs, random.nextInt(4));
            case 1 -> events.reset(target, timeNs, node);
            default -> change(target);
        }
    }

    private void change(int symbol) {
        List<GraphNode> lines = nodes.stream()
                .filter(node -> !node.slots().parameters().isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        int count = 1 + random.nextInt(3);
        String[] ids = new String[count];
        String[] parameters = new String[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            GraphNode node = lines.get(random.nextInt(lines.size()));
            List<ParameterSlot> slots = node.slots().parameters();
            ids[i] = node.ids().get(random.nextInt(node.ids().size()));
            parameters[i] = random.nextInt(15) == 0
                    ? "fixed"
                    : slots.get(random.nextInt(slots.size())).spec().name();
            values[i] = parameters[i].equals("negated") ? random.nextInt(2) : random.nextInt(random.nextInt(9) + 2);
        }
        events.change(symbol, timeNs, ids, parameters, values);
    }
}
