// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The graph of the benchmarks, in any size: moving averages of the price, differences of neighbouring averages, a
 * z-score of each difference and a signal on each score. With ten averages it has 37 nodes: 10 + 9 + 9 + 9.
 */
public final class BenchmarkGraph {
    /** How many averages the graph of 37 nodes has. */
    public static final int AVERAGE_COUNT = 10;
    /** How many differences a score is of. */
    static final int WINDOW = 64;
    /** Beyond which score there is a signal. */
    static final double THRESHOLD = 2.0;

    private static final int PRICE_COUNT = 1 << 16;

    private final Subgraph graph;
    private final Source trade;
    private final double[] prices = new double[PRICE_COUNT];

    /** @param averageCount how many averages; the graph has four times as many nodes less three. */
    BenchmarkGraph(int averageCount) {
        this(averageCount, 0);
    }

    /**
     * @param averageCount how many averages; the graph has four times as many nodes less three, and more.
     * @param idleCount how many more averages, of bars of an hour.
     */
    BenchmarkGraph(int averageCount, int idleCount) {
        graph = build(averageCount, idleCount, false).template();
        trade = graph.source(SourceKind.TRADE);
        Random random = new Random(1);
        double price = 1_000;
        for (int i = 0; i < PRICE_COUNT; i++) {
            price += random.nextGaussian();
            prices[i] = price;
        }
    }

    /**
     * Builds the graph for an engine, in which every trade puts out a value.
     *
     * @param averageCount how many averages; the graph has four times as many nodes less three.
     * @return the graph.
     */
    public static Graph published(int averageCount) {
        return build(averageCount, 0, true);
    }

    private static Graph build(int averageCount, int idleCount, boolean isPublished) {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(ThresholdSignal.TYPE);
        GraphBuilder builder = new GraphBuilder(Catalogue.of(types));
        for (int i = 0; i < averageCount; i++) {
            GraphBuilder.NodeStep average =
                    builder.node("average" + i, "ema").input("Tick").parameter("period", period(i));
            if (isPublished && i == 0) {
                average.publish();
            }
            average.end();
        }
        for (int i = 0; i < averageCount - 1; i++) {
            builder.node("difference" + i, "sub")
                    .input("average" + i)
                    .input("average" + (i + 1))
                    .end();
            builder.node("score" + i, "zscore")
                    .input("difference" + i)
                    .parameter("period", WINDOW)
                    .end();
            builder.node("signal" + i, "threshold-signal")
                    .input("score" + i)
                    .parameter("threshold", THRESHOLD)
                    .end();
        }
        for (int i = 0; i < idleCount; i++) {
            builder.node("idle" + i, "ema")
                    .input("Candle(1h)")
                    .parameter("period", 5 + i)
                    .end();
        }
        return builder.build();
    }

    /** {@return over how many prices an average goes} @param average counted from 0. */
    public static int period(int average) {
        return 5 + 3 * average;
    }

    /** {@return the price of an event} */
    double price(long event) {
        return prices[(int) event & (PRICE_COUNT - 1)];
    }

    Subgraph graph() {
        return graph;
    }

    /** {@return the mask of what an event of the benchmark produces} */
    long fired() {
        return trade.mask();
    }

    State newState() {
        return new State(
                graph.doubleCount(),
                graph.longCount(),
                graph.outputCount(),
                graph.nodes().size());
    }

    /** Puts the price of an event into the state, as the coordinator does. */
    void beginEvent(State state, long event) {
        state.beginCycle(event);
        state.setDouble(trade.doubleSlot(), price(event));
        state.setValid(trade.output(), true);
        state.markProduced(trade.output());
    }

    /**
     * Runs the same events through two forms of the graph.
     *
     * @return the number of signals.
     * @throws IllegalStateException when states or signals differ, or there were no signals.
     */
    long requireEqualForms(Plan left, Plan right, int eventCount) {
        SignalCounter ofLeft = new SignalCounter();
        SignalCounter ofRight = new SignalCounter();
        State leftState = newState();
        State rightState = newState();
        for (long i = 0; i < eventCount; i++) {
            beginEvent(leftState, i);
            left.trade(leftState, fired(), ofLeft);
            beginEvent(rightState, i);
            right.trade(rightState, fired(), ofRight);
        }
        requireEqual(leftState, rightState);
        if (ofLeft.count() == 0 || ofLeft.count() != ofRight.count()) {
            throw new IllegalStateException("signals differ: " + ofLeft.count() + " and " + ofRight.count());
        }
        return ofLeft.count();
    }

    static void requireEqual(State left, State right) {
        for (int slot = 0; slot < left.doubleCount(); slot++) {
            if (Double.doubleToRawLongBits(left.getDouble(slot)) != Double.doubleToRawLongBits(right.getDouble(slot))) {
                throw new IllegalStateException("the forms differ in double slot " + slot);
            }
        }
    }

    /** Counts signals, so that what is measured has an effect. */
    static final class SignalCounter implements CycleOutputs {
        private long count;

        long count() {
            return count;
        }

        @Override
        public void onDouble(int output, double value) {}

        @Override
        public void onLong(int output, long value) {}

        @Override
        public void onDoubles(int output, State state, int slot, int length) {}

        @Override
        public void onLongs(int output, State state, int slot, int length) {}

        @Override
        public void onSignal(int output, int side, int reason, double strength, double referencePrice) {
            count++;
        }

        @Override
        public void onFault(int node, Exception cause) {
            throw new IllegalStateException("node " + node + " of the benchmark threw", cause);
        }
    }
}
