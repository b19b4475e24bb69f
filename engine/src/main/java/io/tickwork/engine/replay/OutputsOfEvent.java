// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.VerifiedGraph.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Puts the outputs of an event into words. */
final class OutputsOfEvent implements OutputHandler {
    private final Graph graph;
    private final IntFunction<String> symbols;
    private final List<Output> outputs = new ArrayList<>();

    OutputsOfEvent(Graph graph, IntFunction<String> symbols) {
        this.graph = graph;
        this.symbols = symbols;
    }

    /** {@return the outputs, in the order in which they left} */
    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    private void add(int symbol, int output, String value) {
        Subgraph subgraph = subgraph(symbol);
        PublishedOutput published =
                subgraph.outputs().get(output - subgraph.outputs().get(0).id());
        GraphNode node = subgraph.nodes().get(published.node());
        outputs.add(new Output(prefix(symbol) + node.id(), prefix(symbol) + published.name(), value));
    }

    private Subgraph subgraph(int symbol) {
        return symbol == InboundEvents.NO_SYMBOL
                ? graph.groups()
                : graph.of(symbols.apply(symbol)).subgraph();
    }

    private String prefix(int symbol) {
        return symbol == InboundEvents.NO_SYMBOL ? "" : symbols.apply(symbol) + "/";
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        add(symbol, output, Double.toString(value));
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        add(symbol, output, Long.toString(value));
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        List<String> values = new ArrayList<>();
        for (int i = slot; i < slot + length; i++) {
            values.add(Double.toString(state.getDouble(i)));
        }
        add(symbol, output, String.join(" ", values));
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        List<String> values = new ArrayList<>();
        for (int i = slot; i < slot + length; i++) {
            values.add(Long.toString(state.getLong(i)));
        }
        add(symbol, output, String.join(" ", values));
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
        List<String> reasons = graph.outputs().get(output).slot().spec().reasons();
        add(
                symbol,
                output,
                Side.ofCode(side) + " " + (reason < reasons.size() ? reasons.get(reason) : reason) + " " + strength
                        + " " + referencePrice);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        int firstOfGroups = graph.template().ids().size();
        boolean isGroup = node >= firstOfGroups;
        Subgraph subgraph = isGroup ? graph.groups() : subgraph(symbol);
        String id = subgraph.ids().get(isGroup ? node - firstOfGroups : node);
        String label = (subgraph.area() == Area.GROUPS ? "" : prefix(symbol))
                + subgraph.node(id).id();
        outputs.add(new Output(label, label, "fault: " + cause));
    }
}
