// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.FaultPolicy;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.Settle;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes the nodes of a graph out of service, one after another, in cycles of all kinds, as if each had thrown; lets
 * events of all kinds run without it; and resets it. What then runs, in plans and around them, is what runs after a
 * real fault, so that the JIT has seen it. What it cannot have seen is a node throwing: which branch of its own a node
 * throws in is known to nobody but the node.
 *
 * <p>Nodes whose fault would halt the engine are left alone. Threading: one thread.
 */
final class FaultDrill {
    /** In which cycles nodes fail, in turn. */
    private static final List<CycleKind> KINDS =
            List.of(CycleKind.TRADE, CycleKind.QUOTE, CycleKind.DEPTH, CycleKind.BOUNDARY);

    private static final Exception CAUSE = new IllegalStateException("a rehearsal of faults");

    private final Graph graph;
    private final Function<Subgraph, Plan> plans;
    private final Supplier<OutputHandler> outputs;
    private final List<Step> steps;
    private final EventTape tape;
    /** What is to fail next, null when that has happened. */
    private Step due;

    /**
     * A node that fails.
     *
     * @param subgraph its graph.
     * @param node that fails, until it is reset.
     * @param kind of the cycle in which it does.
     * @param symbol whose node it is, by name, null for a group's.
     */
    record Step(Subgraph subgraph, GraphNode node, CycleKind kind, String symbol) {}

    /**
     * @param graph to run.
     * @param plans gives the plans that are to get warm.
     * @param outputs makes what takes what leaves the graph, anew for each run, so that its beginning has been seen
     *     too.
     */
    FaultDrill(Graph graph, Function<Subgraph, Plan> plans, Supplier<OutputHandler> outputs) {
        this.graph = graph;
        this.plans = plans;
        this.outputs = outputs;
        steps = steps(graph);
        tape = EventTape.drill(graph, steps);
    }

    /** The nodes of each graph of a symbol and of the groups, often enough that there is one for each kind of cycle. */
    private static List<Step> steps(Graph graph) {
        List<Step> steps = new ArrayList<>();
        List<Subgraph> seen = new ArrayList<>();
        for (String symbol : RehearsalTape.symbolNames(graph)) {
            Subgraph subgraph = graph.of(symbol).subgraph();
            if (seen.stream().noneMatch(each -> each == subgraph)) {
                seen.add(subgraph);
                add(subgraph, KINDS, symbol, steps);
            }
        }
        add(graph.groups(), List.of(CycleKind.GROUP), null, steps);
        return steps;
    }

    private static void add(Subgraph subgraph, List<CycleKind> kinds, String symbol, List<Step> steps) {
        List<GraphNode> nodes = subgraph.nodes().stream()
                .filter(node -> node.onFault() == FaultPolicy.QUARANTINE)
                .toList();
        int count = nodes.isEmpty() ? 0 : Math.max(nodes.size(), kinds.size());
        for (int i = 0; i < count; i++) {
            steps.add(new Step(subgraph, nodes.get(i % nodes.size()), kinds.get(i % kinds.size()), symbol));
        }
    }

    /** Runs all of it once, from nothing. */
    void run() {
        GraphProcessor processor = new GraphProcessor(graph, Drilled::new, outputs.get());
        long sequence = 0;
        int step = 0;
        due = steps.isEmpty() ? null : steps.get(0);
        for (EventTape.Reel reel : tape.reels()) {
            for (int offset : reel.offsets()) {
                processor.onEvent(++sequence, reel.buffer(), offset);
                if (InboundEvents.templateId(reel.buffer(), offset) == NodeResetDecoder.TEMPLATE_ID) {
                    step++;
                    due = step < steps.size() ? steps.get(step) : null;
                }
            }
        }
    }

    /** A plan before whose cycles nodes fail. */
    private final class Drilled implements Plan {
        private final Subgraph subgraph;
        private final Plan plan;
        private final Dependants dependants;

        Drilled(Subgraph subgraph) {
            this.subgraph = subgraph;
            plan = plans.apply(subgraph);
            dependants = new Dependants(subgraph);
        }

        private void failIfDue(CycleKind kind, State state) {
            if (due != null && due.subgraph() == subgraph && due.kind() == kind) {
                Settle.fault(state, due.node().index(), CAUSE, dependants);
                due = null;
            }
        }

        @Override
        public void trade(State state, long fired, CycleOutputs cycleOutputs) {
            failIfDue(CycleKind.TRADE, state);
            plan.trade(state, fired, cycleOutputs);
        }

        @Override
        public void quote(State state, long fired, CycleOutputs cycleOutputs) {
            failIfDue(CycleKind.QUOTE, state);
            plan.quote(state, fired, cycleOutputs);
        }

        @Override
        public void depth(State state, long fired, CycleOutputs cycleOutputs) {
            failIfDue(CycleKind.DEPTH, state);
            plan.depth(state, fired, cycleOutputs);
        }

        @Override
        public void boundary(State state, long fired, CycleOutputs cycleOutputs) {
            failIfDue(CycleKind.BOUNDARY, state);
            plan.boundary(state, fired, cycleOutputs);
        }

        @Override
        public void group(State state, long fired, CycleOutputs cycleOutputs) {
            failIfDue(CycleKind.GROUP, state);
            plan.group(state, fired, cycleOutputs);
        }
    }
}
