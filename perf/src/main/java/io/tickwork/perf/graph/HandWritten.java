// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import static io.tickwork.dag.node.Node.UNCHANGED;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;

/**
 * What someone would write by hand for the graph of 37 nodes, over the same nodes: each node a constant, each called in
 * its place when what it reads has changed. It has none of the graph's rules: no validity, no check for finite values,
 * no faults.
 */
final class HandWritten {
    static final BenchmarkGraph GRAPH = new BenchmarkGraph(BenchmarkGraph.AVERAGE_COUNT);

    private static final Node A0 = node("average0");
    private static final Node A1 = node("average1");
    private static final Node A2 = node("average2");
    private static final Node A3 = node("average3");
    private static final Node A4 = node("average4");
    private static final Node A5 = node("average5");
    private static final Node A6 = node("average6");
    private static final Node A7 = node("average7");
    private static final Node A8 = node("average8");
    private static final Node A9 = node("average9");
    private static final Node D0 = node("difference0");
    private static final Node D1 = node("difference1");
    private static final Node D2 = node("difference2");
    private static final Node D3 = node("difference3");
    private static final Node D4 = node("difference4");
    private static final Node D5 = node("difference5");
    private static final Node D6 = node("difference6");
    private static final Node D7 = node("difference7");
    private static final Node D8 = node("difference8");
    private static final Node Z0 = node("score0");
    private static final Node Z1 = node("score1");
    private static final Node Z2 = node("score2");
    private static final Node Z3 = node("score3");
    private static final Node Z4 = node("score4");
    private static final Node Z5 = node("score5");
    private static final Node Z6 = node("score6");
    private static final Node Z7 = node("score7");
    private static final Node Z8 = node("score8");
    private static final Node S0 = node("signal0");
    private static final Node S1 = node("signal1");
    private static final Node S2 = node("signal2");
    private static final Node S3 = node("signal3");
    private static final Node S4 = node("signal4");
    private static final Node S5 = node("signal5");
    private static final Node S6 = node("signal6");
    private static final Node S7 = node("signal7");
    private static final Node S8 = node("signal8");

    private HandWritten() {}

    private static Node node(String id) {
        return GRAPH.graph().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow()
                .node();
    }

    /** {@return the number of signals of this event} */
    static int trade(State state) {
        boolean a0 = A0.compute(state) != UNCHANGED;
        boolean a1 = A1.compute(state) != UNCHANGED;
        boolean a2 = A2.compute(state) != UNCHANGED;
        boolean a3 = A3.compute(state) != UNCHANGED;
        boolean a4 = A4.compute(state) != UNCHANGED;
        boolean a5 = A5.compute(state) != UNCHANGED;
        boolean a6 = A6.compute(state) != UNCHANGED;
        boolean a7 = A7.compute(state) != UNCHANGED;
        boolean a8 = A8.compute(state) != UNCHANGED;
        boolean a9 = A9.compute(state) != UNCHANGED;
        return chain0(state, a0 & a1)
                + chain1(state, a1 & a2)
                + chain2(state, a2 & a3)
                + chain3(state, a3 & a4)
                + chain4(state, a4 & a5)
                + chain5(state, a5 & a6)
                + chain6(state, a6 & a7)
                + chain7(state, a7 & a8)
                + chain8(state, a8 & a9);
    }

    private static int chain0(State state, boolean changed) {
        return changed
                        && D0.compute(state) != UNCHANGED
                        && Z0.compute(state) != UNCHANGED
                        && S0.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain1(State state, boolean changed) {
        return changed
                        && D1.compute(state) != UNCHANGED
                        && Z1.compute(state) != UNCHANGED
                        && S1.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain2(State state, boolean changed) {
        return changed
                        && D2.compute(state) != UNCHANGED
                        && Z2.compute(state) != UNCHANGED
                        && S2.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain3(State state, boolean changed) {
        return changed
                        && D3.compute(state) != UNCHANGED
                        && Z3.compute(state) != UNCHANGED
                        && S3.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain4(State state, boolean changed) {
        return changed
                        && D4.compute(state) != UNCHANGED
                        && Z4.compute(state) != UNCHANGED
                        && S4.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain5(State state, boolean changed) {
        return changed
                        && D5.compute(state) != UNCHANGED
                        && Z5.compute(state) != UNCHANGED
                        && S5.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain6(State state, boolean changed) {
        return changed
                        && D6.compute(state) != UNCHANGED
                        && Z6.compute(state) != UNCHANGED
                        && S6.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain7(State state, boolean changed) {
        return changed
                        && D7.compute(state) != UNCHANGED
                        && Z7.compute(state) != UNCHANGED
                        && S7.compute(state) != UNCHANGED
                ? 1
                : 0;
    }

    private static int chain8(State state, boolean changed) {
        return changed
                        && D8.compute(state) != UNCHANGED
                        && Z8.compute(state) != UNCHANGED
                        && S8.compute(state) != UNCHANGED
                ? 1
                : 0;
    }
}
