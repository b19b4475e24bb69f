// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the graph of 37 nodes that {@code perf} measures until the JIT has settled, in a process of its own whose flags
 * make the JIT say what it inlines.
 */
final class BenchmarkedGraph {
    /** How many nodes it has. */
    static final int NODE_COUNT = 37;

    private static final int AVERAGES = 10;
    private static final int TRADES = 50_000;
    /** More than the JIT waits for, should it be so late that it has nothing to do before. */
    private static final int ROUNDS_MIN = 60;

    private static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long MOST_NS = TimeUnit.SECONDS.toNanos(60);

    /** As the signal of {@code perf}. */
    record Beyond(DoubleIn source, SignalOut signal, LongVar position, double threshold) implements Node {
        static final NodeType TYPE = NodeType.named("beyond")
                .doubleInput("source", "What is watched.")
                .doubleParameter("threshold", 0, 100, 2.0, "The threshold, without its sign.")
                .signalOutput("signal", List.of("beyond"), "The signal.")
                .create(w -> new Beyond(
                        w.doubleIn("source"),
                        w.signalOut("signal"),
                        w.longVar("position"),
                        w.doubleParameter("threshold")));

        @Override
        public long compute(State state) {
            double value = source.get(state);
            long side = value > threshold ? 1 : value < -threshold ? -1 : 0;
            if (side == position.get(state)) {
                return UNCHANGED;
            }
            position.set(state, side);
            return side == 0 ? UNCHANGED : signal.emit(state, side > 0 ? Side.SELL : Side.BUY, value, value, 0);
        }
    }

    private BenchmarkedGraph() {}

    private static Graph graph() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(Beyond.TYPE);
        GraphBuilder builder = new GraphBuilder(Catalogue.of(types));
        for (int i = 0; i < AVERAGES; i++) {
            builder.node("average" + i, "ema")
                    .input("Tick")
                    .parameter("period", 5 + 3 * i)
                    .end();
        }
        for (int i = 0; i < AVERAGES - 1; i++) {
            builder.node("difference" + i, "sub")
                    .input("average" + i)
                    .input("average" + (i + 1))
                    .end();
            builder.node("score" + i, "zscore")
                    .input("difference" + i)
                    .parameter("period", 64)
                    .end();
            builder.node("signal" + i, "beyond").input("score" + i).end();
        }
        return builder.build();
    }

    /** @param arguments none. */
    public static void main(String... arguments) {
        Graph graph = graph();
        if (graph.nodeCount() != NODE_COUNT) {
            throw new IllegalStateException("nodes: " + graph.nodeCount());
        }
        EventTape trades = EventTape.of(
                Symbol.named("ES"), new SyntheticTradeSource(TRADES, 1, SyntheticMarket.DEFAULT), Long.MAX_VALUE);
        GraphBench bench = new GraphBench(graph, trades);
        for (int i = 0; i < ROUNDS_MIN; i++) {
            bench.round();
        }
        if (!bench.warmUp(WINDOW_NS, MOST_NS)) {
            throw new IllegalStateException("the JIT has not settled");
        }
    }
}
