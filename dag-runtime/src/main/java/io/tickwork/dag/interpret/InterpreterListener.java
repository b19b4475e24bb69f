// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.interpret;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.state.OutputSlot;

/** Is told what an interpreter does while it does it. Looks at the state and changes nothing in it. */
public interface InterpreterListener {
    /** Takes no notice. */
    InterpreterListener NONE = new InterpreterListener() {};

    /**
     * A cycle begins; the sources that trigger it are written.
     *
     * @param graph that runs.
     * @param kind of the cycle.
     * @param state of the running instance.
     */
    default void onCycle(Subgraph graph, CycleKind kind, State state) {}

    /**
     * It is the turn of a node.
     *
     * @param node whose turn it is.
     * @param verdict whether it is about to run.
     * @param state as the node finds it.
     */
    default void onNode(GraphNode node, Verdict verdict, State state) {}

    /**
     * A node has run, and this is to happen to one of its outputs, which still holds what the node wrote; not told of a
     * node that threw.
     *
     * @param node that ran.
     * @param output of it.
     * @param effect what happens to it.
     * @param state before it happens.
     */
    default void onOutput(GraphNode node, OutputSlot output, Effect effect, State state) {}

    /**
     * A node has thrown; it is quarantined, and what depends on it has lost its values.
     *
     * @param node that threw.
     * @param cause what it threw.
     * @param state after that.
     */
    default void onFault(GraphNode node, Exception cause, State state) {}

    /**
     * A node has run, or thrown, and everything has been done about it.
     *
     * @param node that ran.
     * @param state after that.
     */
    default void onRan(GraphNode node, State state) {}

    /**
     * All nodes have had their turn.
     *
     * @param state after that.
     */
    default void onCycleEnd(State state) {}
}
