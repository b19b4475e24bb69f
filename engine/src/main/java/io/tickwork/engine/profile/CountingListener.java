// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.interpret.InterpreterListener;
import io.tickwork.dag.interpret.Verdict;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.OutputSlot;

/** Counts what an interpreter does to each node of its subgraph. */
final class CountingListener implements InterpreterListener {
    private static final int VERDICTS = Verdict.values().length;
    private static final int EFFECTS = Effect.values().length;

    private final long[][] verdicts;
    private final long[][] effects;
    private final long[] faults;

    CountingListener(Subgraph subgraph) {
        int nodeCount = subgraph.nodes().size();
        verdicts = new long[nodeCount][VERDICTS];
        effects = new long[nodeCount][EFFECTS];
        faults = new long[nodeCount];
    }

    @Override
    public void onNode(GraphNode node, Verdict verdict, State state) {
        verdicts[node.index()][verdict.ordinal()]++;
    }

    @Override
    public void onOutput(GraphNode node, OutputSlot output, Effect effect, State state) {
        effects[node.index()][effect.ordinal()]++;
    }

    @Override
    public void onFault(GraphNode node, Exception cause, State state) {
        faults[node.index()]++;
    }

    NodeCounts counts(int node) {
        long runs = verdicts[node][Verdict.RUNS.ordinal()];
        long inputMissing = verdicts[node][Verdict.INPUT_MISSING.ordinal()];
        return new NodeCounts(
                runs + inputMissing,
                runs,
                inputMissing,
                verdicts[node][Verdict.QUARANTINED.ordinal()],
                effects[node][Effect.PRODUCED.ordinal()],
                effects[node][Effect.HELD_BACK.ordinal()],
                effects[node][Effect.UNCHANGED.ordinal()],
                effects[node][Effect.WITHDRAWN.ordinal()],
                effects[node][Effect.NOT_FINITE.ordinal()],
                faults[node]);
    }
}
