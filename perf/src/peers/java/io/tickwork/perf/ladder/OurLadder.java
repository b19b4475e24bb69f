// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder;

import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.perf.ladder.fluxtion.Ladder;

/** The price ladder as a compiled graph. */
final class OurLadder {
    private final Plan plan;
    private final State state;
    private final Source book;
    private final Published published = new Published();
    private long cycle;

    OurLadder() {
        Subgraph graph = new GraphBuilder(Catalogue.of(LadderNodes.TYPES))
                .node("mid", "ladder-mid")
                .input("Depth")
                .node("skew", "ladder-skew")
                .input("mid")
                .parameter("skew", Ladders.SKEW)
                .node("cut", "ladder-cut")
                .input("Depth")
                .parameter("levels", Ladders.LEVELS_SHOWN)
                .node("publisher", "ladder-publisher")
                .input("Depth")
                .input("skew")
                .input("cut")
                .publish()
                .build()
                .template();
        plan = PlanCompiler.compile(graph);
        book = graph.source(SourceKind.DEPTH);
        state = new State(
                graph.doubleCount(),
                graph.longCount(),
                graph.outputCount(),
                graph.nodes().size());
    }

    /** Lays the ladder where the nodes read, as the coordinator does, and runs them. */
    void onLadder(Ladder ladder) {
        state.beginCycle(++cycle);
        int bids = book.doubleSlot();
        int asks = bids + 2 * DepthIn.LEVELS_MAX;
        for (int level = 0; level < Ladder.LEVELS; level++) {
            state.setDouble(bids + level, ladder.bidPrices[level]);
            state.setDouble(bids + DepthIn.LEVELS_MAX + level, ladder.bidSizes[level]);
            state.setDouble(asks + level, ladder.askPrices[level]);
            state.setDouble(asks + DepthIn.LEVELS_MAX + level, ladder.askSizes[level]);
        }
        state.setLong(book.longSlot(), Ladder.LEVELS);
        state.setLong(book.longSlot() + 1, Ladder.LEVELS);
        state.setValid(book.output(), true);
        state.markProduced(book.output());
        plan.depth(state, book.mask(), published);
    }

    /** {@return the number of ladders published} */
    long count() {
        return published.count;
    }

    /** {@return a value of the last ladder: bid prices, bid sizes, ask prices, ask sizes} */
    double published(int index) {
        return state.getDouble(published.slot + index);
    }

    private static final class Published implements CycleOutputs {
        private long count;
        private int slot;

        @Override
        public void onDoubles(int output, State state, int at, int length) {
            slot = at;
            count++;
        }

        @Override
        public void onDouble(int output, double value) {}

        @Override
        public void onLong(int output, long value) {}

        @Override
        public void onLongs(int output, State state, int at, int length) {}

        @Override
        public void onSignal(int output, int side, int reason, double strength, double referencePrice) {}

        @Override
        public void onFault(int node, Exception cause) {
            throw new IllegalStateException("node " + node + " of the benchmark threw", cause);
        }
    }
}
