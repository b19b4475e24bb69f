// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.interpret;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Runs a graph by walking over all its nodes in every cycle and asking each whether it should run. Follows the rules
 * word by word and is in no hurry.
 */
public final class Interpreter implements Plan {
    private static final long WITHDRAWN_SHIFT = 32;

    private final Subgraph graph;
    private final InterpreterListener listener;
    private final boolean[] produced;

    /** @param graph checked. */
    public Interpreter(Subgraph graph) {
        this(graph, InterpreterListener.NONE);
    }

    /**
     * @param graph checked.
     * @param listener is told all that happens.
     */
    public Interpreter(Subgraph graph, InterpreterListener listener) {
        this.graph = graph;
        this.listener = listener;
        produced = new boolean[graph.outputCount()];
    }

    @Override
    public void trade(State state, long fired, CycleOutputs outputs) {
        run(CycleKind.TRADE, state, Set.of(SourceKind.TRADE, SourceKind.FORMING), outputs);
    }

    @Override
    public void quote(State state, long fired, CycleOutputs outputs) {
        run(CycleKind.QUOTE, state, Set.of(SourceKind.QUOTE), outputs);
    }

    @Override
    public void depth(State state, long fired, CycleOutputs outputs) {
        run(CycleKind.DEPTH, state, Set.of(SourceKind.DEPTH), outputs);
    }

    @Override
    public void boundary(State state, long fired, CycleOutputs outputs) {
        run(CycleKind.BOUNDARY, state, Set.of(SourceKind.CANDLE, SourceKind.FORMING, SourceKind.TIMER), outputs);
    }

    @Override
    public void group(State state, long fired, CycleOutputs outputs) {
        run(CycleKind.GROUP, state, Set.of(SourceKind.IMPORT, SourceKind.TIMER), outputs);
    }

    /** The masks are of no interest here: what was produced is marked. */
    private void run(CycleKind kind, State state, Set<SourceKind> kinds, CycleOutputs outputs) {
        Arrays.fill(produced, false);
        for (Source source : graph.sources()) {
            produced[source.output()] = kinds.contains(source.kind()) && state.isProduced(source.output());
        }
        listener.onCycle(graph, kind, state);
        for (int index : graph.order()) {
            GraphNode node = graph.nodes().get(index);
            Verdict verdict = verdict(node, state);
            listener.onNode(node, verdict, state);
            if (verdict == Verdict.RUNS) {
                run(node, state);
                listener.onRan(node, state);
            }
        }
        listener.onCycleEnd(state);
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

    private Verdict verdict(GraphNode node, State state) {
        if (state.isQuarantined(node.index())) {
            return Verdict.QUARANTINED;
        }
        boolean triggered = false;
        boolean complete = true;
        for (Edge edge : node.edges()) {
            triggered |= edge.triggers() && produced[edge.output()];
            complete &= !edge.required() || state.isValid(edge.output());
        }
        if (!triggered) {
            return Verdict.NOT_TRIGGERED;
        }
        return complete ? Verdict.RUNS : Verdict.INPUT_MISSING;
    }

    private void run(GraphNode node, State state) {
        List<double[]> doublesBefore = new ArrayList<>();
        List<long[]> longsBefore = new ArrayList<>();
        for (OutputSlot output : node.slots().outputs()) {
            doublesBefore.add(doubles(output, state));
            longsBefore.add(longs(output, state));
        }
        long outcome;
        try {
            outcome = node.node().compute(state);
        } catch (Exception e) {
            state.quarantine(node.index(), e);
            invalidate(node, state);
            listener.onFault(node, e, state);
            return;
        }
        for (OutputSlot output : node.slots().outputs()) {
            int bit = output.bit();
            boolean isSet = (outcome >>> bit & 1) == 1;
            boolean isWithdrawn = (outcome >>> (bit + WITHDRAWN_SHIFT) & 1) == 1;
            if (isWithdrawn) {
                listener.onOutput(node, output, Effect.WITHDRAWN, state);
                state.setValid(output.index(), false);
            } else if (!isSet) {
                listener.onOutput(node, output, Effect.UNCHANGED, state);
            } else if (!isFinite(doubles(output, state))) {
                listener.onOutput(node, output, Effect.NOT_FINITE, state);
                state.withdrawNonFinite(output.index());
            } else if (output.spec().kind() == ValueKind.SIGNAL) {
                listener.onOutput(node, output, Effect.PRODUCED, state);
                produce(output, state);
            } else {
                boolean isCutOff = state.isValid(output.index())
                        && node.emit().onChange()
                        && isNear(
                                doubles(output, state),
                                doublesBefore.get(bit),
                                node.emit().epsilon())
                        && Arrays.equals(longs(output, state), longsBefore.get(bit));
                listener.onOutput(node, output, isCutOff ? Effect.HELD_BACK : Effect.PRODUCED, state);
                if (isCutOff) {
                    restore(output, state, doublesBefore.get(bit));
                } else {
                    state.setValid(output.index(), true);
                    produce(output, state);
                }
            }
        }
    }

    private void produce(OutputSlot output, State state) {
        produced[output.index()] = true;
        state.markProduced(output.index());
    }

    private static double[] doubles(OutputSlot output, State state) {
        double[] values = new double[output.doubleCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = state.getDouble(output.doubleSlot() + i);
        }
        return values;
    }

    private static long[] longs(OutputSlot output, State state) {
        long[] values = new long[output.longCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = state.getLong(output.longSlot() + i);
        }
        return values;
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(double[] values, double[] others, double epsilon) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - others[i]) <= epsilon)) {
                return false;
            }
        }
        return true;
    }

    private static void restore(OutputSlot output, State state, double[] values) {
        for (int i = 0; i < values.length; i++) {
            state.setDouble(output.doubleSlot() + i, values[i]);
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
        if (slot.spec().isVector()) {
            if (slot.spec().kind() == ValueKind.DOUBLE) {
                outputs.onDoubles(output.id(), state, slot.doubleSlot(), slot.length());
            } else {
                outputs.onLongs(output.id(), state, slot.longSlot(), slot.length());
            }
            return;
        }
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
