// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.List;

/** A compiled graph of six nodes, fed with one bar after another. */
final class OurIndicators {
    private static final String BAR = "Candle(1m)";

    private final PeerBars bars;
    private final Plan plan;
    private final State state;
    private final Source bar;
    private final OutputSlot[] outputs;
    private long cycle;

    OurIndicators(PeerBars bars) {
        this.bars = bars;
        Subgraph graph = new GraphBuilder(Catalogue.load())
                .node("sma", "sma")
                .input(BAR)
                .parameter("period", 20)
                .end()
                .node("ema", "ema")
                .input(BAR)
                .parameter("period", 20)
                .end()
                .node("rsi", "rsi")
                .input(BAR)
                .end()
                .node("macd", "macd")
                .input(BAR)
                .end()
                .node("bollinger", "bollinger")
                .input(BAR)
                .end()
                .node("atr", "atr")
                .input(BAR)
                .build()
                .template();
        plan = PlanCompiler.compile(graph);
        bar = graph.sources(SourceKind.CANDLE).get(0);
        state = new State(
                graph.doubleCount(),
                graph.longCount(),
                graph.outputCount(),
                graph.nodes().size());
        for (GraphNode node : graph.nodes()) {
            node.node().start(state);
        }
        List<OutputSlot> slots = new ArrayList<>();
        for (String output : new String[] {
            "sma.value",
            "ema.value",
            "rsi.value",
            "macd.macd",
            "macd.signal",
            "macd.histogram",
            "bollinger.upper",
            "bollinger.middle",
            "bollinger.lower",
            "atr.value"
        }) {
            String[] parts = output.split("\\.");
            slots.add(graph.node(parts[0]).slots().outputs().stream()
                    .filter(slot -> slot.spec().name().equals(parts[1]))
                    .findFirst()
                    .orElseThrow());
        }
        outputs = slots.toArray(new OutputSlot[0]);
    }

    void add(int i) {
        cycle++;
        state.beginCycle(cycle);
        int to = bar.doubleSlot();
        state.setDouble(to, bars.open()[i]);
        state.setDouble(to + 1, bars.high()[i]);
        state.setDouble(to + 2, bars.low()[i]);
        state.setDouble(to + 3, bars.close()[i]);
        state.setDouble(to + 4, bars.volume()[i]);
        state.setDouble(to + 5, 1);
        state.setLong(bar.longSlot(), cycle - 1);
        state.setLong(bar.longSlot() + 1, cycle);
        state.setValid(bar.output(), true);
        state.markProduced(bar.output());
        plan.boundary(state, bar.mask(), Nowhere.INSTANCE);
    }

    double[] values() {
        double[] values = new double[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = state.isValid(outputs[i].index()) ? state.getDouble(outputs[i].doubleSlot()) : Double.NaN;
        }
        return values;
    }

    double sum() {
        double sum = 0;
        for (OutputSlot output : outputs) {
            sum += state.getDouble(output.doubleSlot());
        }
        return sum;
    }

    /** Nothing is published. */
    private enum Nowhere implements CycleOutputs {
        INSTANCE;

        @Override
        public void onDouble(int output, double value) {}

        @Override
        public void onLong(int output, long value) {}

        @Override
        public void onDoubles(int output, State state, int slot, int length) {}

        @Override
        public void onLongs(int output, State state, int slot, int length) {}

        @Override
        public void onSignal(int output, int side, int reason, double strength, double referencePrice) {}

        @Override
        public void onFault(int node, Exception cause) {
            throw new IllegalStateException("node " + node + " of the benchmark threw", cause);
        }
    }
}
