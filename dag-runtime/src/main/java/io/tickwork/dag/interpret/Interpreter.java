// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.interpret;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.state.OutputSlot;
import java.util.Arrays;

/**
 * Runs a graph by walking over all its nodes in every cycle and asking each whether it should run. Follows the rules
 * word by word and is in no hurry.
 */
public final class Interpreter implements Plan {
    private static final long WITHDRAWN_SHIFT = 32;

    private final Graph graph;
    private final boolean[] produced;

    /** @param graph checked. */
    public Interpreter(Graph graph) {
        this.graph = graph;
        produced = new boolean[graph.outputCount()];
    }

    @Override
    public void trade(State state, CycleOutputs outputs) {
        run(state, SourceKind.TRADE, ~0L, outputs);
    }

    @Override
    public void quote(State state, CycleOutputs outputs) {
        run(state, SourceKind.QUOTE, ~0L, outputs);
    }

    @Override
    public void boundary(State state, long closed, CycleOutputs outputs) {
        run(state, SourceKind.CANDLE, closed, outputs);
    }

    private void run(State state, SourceKind kind, long mask, CycleOutputs outputs) {
        Arrays.fill(produced, false);
        for (Source source : graph.sources()) {
            if (source.kind() == kind && (mask & (1L << source.bit())) != 0) {
                produced[source.output()] = true;
            }
        }
        for (int index : graph.order()) {
            GraphNode node = graph.nodes().get(index);
            if (shouldRun(node, state)) {
                run(node, state);
            }
        }
        for (GraphNode node : graph.nodes()) {
            if (state.fault(node.index()) != null) {
                outputs.onFault(node.index(), state.fault(node.index()));
            }
        }
        state.forgetFaults();
        for (PublishedOutput output : graph.outputs()) {
            if (produced[output.slot().index()]) {
                emit(output, state, outputs);
            }
        }
    }

    private boolean shouldRun(GraphNode node, State state) {
        if (state.isQuarantined(node.index())) {
            return false;
        }
        boolean triggered = false;
        for (Edge edge : node.edges()) {
            if (edge.required() && !state.isValid(edge.output())) {
                return false;
            }
            if (edge.triggers() && produced[edge.output()]) {
                triggered = true;
            }
        }
        return triggered;
    }

    private void run(GraphNode node, State state) {
        int count = node.slots().outputs().size();
        double[] doublesBefore = new double[count];
        long[] longsBefore = new long[count];
        for (OutputSlot output : node.slots().outputs()) {
            doublesBefore[output.bit()] = output.doubleSlot() < 0 ? 0 : state.getDouble(output.doubleSlot());
            longsBefore[output.bit()] = output.longSlot() < 0 ? 0 : state.getLong(output.longSlot());
        }
        long outcome;
        try {
            outcome = node.node().compute(state);
        } catch (Exception e) {
            state.quarantine(node.index(), e);
            invalidate(node, state);
            return;
        }
        for (OutputSlot output : node.slots().outputs()) {
            boolean isSet = (outcome >>> output.bit() & 1) == 1;
            boolean isWithdrawn = (outcome >>> (output.bit() + WITHDRAWN_SHIFT) & 1) == 1;
            if (isWithdrawn) {
                state.setValid(output.index(), false);
            } else if (isSet && !isFinite(output, state)) {
                state.withdrawNonFinite(output.index());
            } else if (isSet && output.spec().kind() == ValueKind.SIGNAL) {
                produced[output.index()] = true;
            } else if (isSet) {
                int bit = output.bit();
                if (state.isValid(output.index())
                        && isCutOff(node, output, state, doublesBefore[bit], longsBefore[bit])) {
                    restore(output, state, doublesBefore[bit], longsBefore[bit]);
                } else {
                    state.setValid(output.index(), true);
                    produced[output.index()] = true;
                }
            }
        }
    }

    private static boolean isFinite(OutputSlot output, State state) {
        return switch (output.spec().kind()) {
            case DOUBLE -> Double.isFinite(state.getDouble(output.doubleSlot()));
            case LONG, BOOLEAN -> true;
            case SIGNAL -> {
                boolean isFinite = true;
                for (int i = 0; i < SignalOut.DOUBLE_SLOTS; i++) {
                    isFinite &= Double.isFinite(state.getDouble(output.doubleSlot() + i));
                }
                yield isFinite;
            }
        };
    }

    private static boolean isCutOff(
            GraphNode node, OutputSlot output, State state, double doubleBefore, long longBefore) {
        if (!node.emit().onChange()) {
            return false;
        }
        return output.spec().kind() == ValueKind.DOUBLE
                ? Math.abs(state.getDouble(output.doubleSlot()) - doubleBefore)
                        <= node.emit().epsilon()
                : state.getLong(output.longSlot()) == longBefore;
    }

    private static void restore(OutputSlot output, State state, double doubleBefore, long longBefore) {
        if (output.spec().kind() == ValueKind.DOUBLE) {
            state.setDouble(output.doubleSlot(), doubleBefore);
        } else {
            state.setLong(output.longSlot(), longBefore);
        }
    }

    /**
     * Takes the values of a node away, and of everything that reads it, and so on: readers stand behind in the order.
     */
    private void invalidate(GraphNode faulted, State state) {
        boolean[] lost = new boolean[graph.nodes().size()];
        for (int index : graph.order()) {
            GraphNode node = graph.nodes().get(index);
            lost[index] = node == faulted;
            for (Edge edge : node.edges()) {
                lost[index] |= edge.node() >= 0 && lost[edge.node()];
            }
            if (lost[index]) {
                node.slots().outputs().forEach(output -> state.setValid(output.index(), false));
            }
        }
    }

    private static void emit(PublishedOutput output, State state, CycleOutputs outputs) {
        OutputSlot slot = output.slot();
        switch (slot.spec().kind()) {
            case DOUBLE -> outputs.onDouble(output.id(), state.getDouble(slot.doubleSlot()));
            case LONG, BOOLEAN -> outputs.onLong(output.id(), state.getLong(slot.longSlot()));
            case SIGNAL ->
                outputs.onSignal(
                        output.id(),
                        (int) state.getLong(slot.longSlot()),
                        (int) state.getLong(slot.longSlot() + 1),
                        state.getDouble(slot.doubleSlot()),
                        state.getDouble(slot.doubleSlot() + 1));
        }
    }
}
