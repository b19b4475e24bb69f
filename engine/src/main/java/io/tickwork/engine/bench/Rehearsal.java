// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.dag.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs plans through everything that may happen to them before the first real event does: made-up events of all kinds,
 * faults of all nodes, and what was recorded, if anything was. All of it runs on state of its own, so nothing of it is
 * left but code that is warm.
 *
 * <p>Threading: one thread.
 */
public final class Rehearsal {
    private static final int TRADES = 30_000;

    private final List<GraphBench> benches = new ArrayList<>();
    private final FaultDrill drill;

    /**
     * @param graph to run.
     * @param plans gives the plans that are to get warm, the same whenever it is asked for a subgraph.
     * @param recorded events besides those that are made up; none or more tapes.
     */
    public Rehearsal(Graph graph, SharedPlans plans, List<EventTape> recorded) {
        GraphBench madeUp = new GraphBench(graph, EventTape.rehearsal(graph, TRADES), plans);
        benches.add(madeUp);
        recorded.forEach(tape -> benches.add(new GraphBench(graph, tape, plans)));
        drill = madeUp.drill();
    }

    /**
     * Runs all events again and again, with a drill of faults now and then, until the JIT has next to nothing left to
     * do.
     *
     * @param windowNs for how long it must have had next to nothing to do.
     * @param mostNs time after which it ends in any case.
     * @return whether it has settled.
     */
    public boolean run(long windowNs, long mostNs) {
        return JitSettling.await(windowNs, mostNs, drill::run, () -> benches.forEach(GraphBench::round));
    }
}
