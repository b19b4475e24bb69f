// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.interpret.InterpreterListener;
import io.tickwork.dag.interpret.Verdict;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * A processor that tells of each event what every node did and why. It interprets the graph, and changes its state
 * exactly as any other processor of that graph does.
 *
 * <p>To explain an event in the middle of a day, load {@link #processor()} with the image of a processor that stands in
 * front of it.
 *
 * <p>Threading: one thread. Allocates, and takes many times what a compiled plan takes.
 */
public final class Tracer {
    private final GraphProcessor processor;
    private final Predicate<GraphNode> wanted;
    private List<CycleTrace> cycles = new ArrayList<>();

    /**
     * @param graph checked.
     * @param outputs takes what leaves the graph.
     * @param wanted which nodes to tell of; of the others nothing is kept.
     */
    public Tracer(Graph graph, OutputHandler outputs, Predicate<GraphNode> wanted) {
        this.wanted = wanted;
        processor = new GraphProcessor(graph, subgraph -> new Interpreter(subgraph, new Recording()), outputs);
    }

    /** {@return what runs the events; events given to it directly are not told of} */
    public GraphProcessor processor() {
        return processor;
    }

    /**
     * Runs an event, and tells of it.
     *
     * @param sequence its journal sequence.
     * @param buffer holds its SBE message, checked at the edge.
     * @param offset where the message begins.
     * @return what happened, in the order it happened; nothing for an event that runs no cycle.
     */
    public List<CycleTrace> onEvent(long sequence, DirectBuffer buffer, int offset) {
        cycles = new ArrayList<>();
        processor.onEvent(sequence, buffer, offset);
        return List.copyOf(cycles);
    }

    private int symbolOf(State state) {
        for (int id = 0; id < processor.symbolCount(); id++) {
            if (processor.symbolName(id) != null && processor.state(id) == state) {
                return id;
            }
        }
        return InboundEvents.NO_SYMBOL;
    }

    /** Writes down the cycles of one subgraph. */
    private final class Recording implements InterpreterListener {
        private CycleKind kind;
        private List<NodeTrace> nodes;
        private List<InputTrace> inputs;
        private List<Reading> outputsBefore;
        private List<NodeReading.Named> variablesBefore;
        private List<Effect> effects;
        private List<Reading> computed;
        private Exception fault;

        @Override
        public void onCycle(Subgraph graph, CycleKind of, State state) {
            kind = of;
            nodes = new ArrayList<>();
            int symbol = symbolOf(state);
            cycles.add(new CycleTrace(
                    processor.cycle(),
                    of,
                    state.cycleTimeNs(),
                    symbol,
                    symbol == InboundEvents.NO_SYMBOL ? "" : processor.symbolName(symbol),
                    graph,
                    nodes));
        }

        @Override
        public void onNode(GraphNode node, Verdict verdict, State state) {
            if (!wanted.test(node)) {
                return;
            }
            inputs = inputs(node, state);
            outputsBefore = NodeReading.outputs(node, state);
            variablesBefore = NodeReading.variables(node, state);
            effects = new ArrayList<>();
            computed = new ArrayList<>();
            fault = null;
            if (verdict != Verdict.RUNS) {
                add(node, verdict, state);
            }
        }

        private List<InputTrace> inputs(GraphNode node, State state) {
            List<InputTrace> read = new ArrayList<>();
            for (int i = 0; i < node.edges().size(); i++) {
                Edge edge = node.edges().get(i);
                // A source that is produced in a cycle of another kind than its own triggers nothing.
                boolean isProduced =
                        state.isProduced(edge.output()) && (edge.source() == null || kind.isTriggeredBy(edge.source()));
                read.add(new InputTrace(edge, Reading.of(node.slots().inputs().get(i), state), isProduced));
            }
            return List.copyOf(read);
        }

        @Override
        public void onOutput(GraphNode node, OutputSlot output, Effect effect, State state) {
            if (wanted.test(node)) {
                effects.add(effect);
                computed.add(Reading.of(output, state));
            }
        }

        @Override
        public void onFault(GraphNode node, Exception cause, State state) {
            fault = cause;
        }

        @Override
        public void onRan(GraphNode node, State state) {
            if (wanted.test(node)) {
                add(node, Verdict.RUNS, state);
            }
        }

        private void add(GraphNode node, Verdict verdict, State state) {
            List<OutputTrace> outputs = new ArrayList<>();
            for (OutputSlot slot : node.slots().outputs()) {
                int place = slot.bit();
                boolean isSettled = place < effects.size();
                Effect effect = fault != null ? Effect.LOST : isSettled ? effects.get(place) : null;
                outputs.add(new OutputTrace(
                        slot,
                        effect,
                        outputsBefore.get(place),
                        isSettled ? computed.get(place) : null,
                        Reading.of(slot, state)));
            }
            nodes.add(new NodeTrace(
                    node,
                    verdict,
                    fault,
                    inputs,
                    List.copyOf(outputs),
                    variablesBefore,
                    NodeReading.variables(node, state)));
        }
    }
}
