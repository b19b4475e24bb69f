// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import java.util.ArrayList;
import java.util.List;

/** Keeps what leaves a graph as text, one line per output: {@code sequence.cycle@time symbol/name=value}. */
public final class Recorder implements OutputHandler {
    private final Graph graph;
    private final List<String> lines = new ArrayList<>();

    /** @param graph whose outputs are named. */
    public Recorder(Graph graph) {
        this.graph = graph;
    }

    /** {@return all lines so far} */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        add(sequence, cycle, cycleTimeNs, symbol, graph.outputs().get(output).name() + "=" + value);
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        add(sequence, cycle, cycleTimeNs, symbol, graph.outputs().get(output).name() + "=" + value);
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(state.getDouble(slot + i));
        }
        add(sequence, cycle, cycleTimeNs, symbol, graph.outputs().get(output).name() + "=" + values);
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(state.getLong(slot + i));
        }
        add(sequence, cycle, cycleTimeNs, symbol, graph.outputs().get(output).name() + "=" + values);
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
        String name = graph.outputs().get(output).name();
        add(
                sequence,
                cycle,
                cycleTimeNs,
                symbol,
                name + "=" + side + "," + reason + "," + strength + "," + referencePrice);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        add(sequence, cycle, cycleTimeNs, symbol, graph.nodeIds().get(node) + " threw " + cause.getMessage());
    }

    private void add(long sequence, int cycle, long cycleTimeNs, int symbol, String text) {
        lines.add(sequence + "." + cycle + "@" + cycleTimeNs + " " + symbol + "/" + text);
    }
}
