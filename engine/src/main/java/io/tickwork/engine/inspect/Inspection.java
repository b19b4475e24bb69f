// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.NodeReading;
import io.tickwork.dag.trace.NodeTrace;
import java.util.List;
import java.util.Map;

/**
 * One event of a journal, and all that it did.
 *
 * @param sequence of the event.
 * @param event itself.
 * @param wasHalted whether the graph had been halted by a fault before, so that the event did nothing.
 * @param cycles it ran, in order; in each the nodes that were asked for.
 * @param nodes that were asked for, by label, symbols in the order of their ids and then the groups.
 */
public record Inspection(
        long sequence,
        EventDescription event,
        boolean wasHalted,
        List<CycleTrace> cycles,
        Map<String, NodeState> nodes) {
    /**
     * A node around an event.
     *
     * @param node of the graph.
     * @param symbolName empty for a group.
     * @param before what it held before the event; null when its symbol was not yet defined.
     * @param after what it holds once the event has been run.
     */
    public record NodeState(GraphNode node, String symbolName, NodeReading before, NodeReading after) {}

    /**
     * {@return the last turn of a node in this event, null when there was none}
     *
     * @param label of the node.
     */
    public NodeTrace lastTurn(String label) {
        NodeTrace last = null;
        for (CycleTrace cycle : cycles) {
            for (NodeTrace turn : cycle.nodes()) {
                if (cycle.label(turn.node().id()).equals(label)) {
                    last = turn;
                }
            }
        }
        return last;
    }

    /**
     * {@return whether a node ran in any cycle of this event}
     *
     * @param label of the node.
     */
    public boolean ran(String label) {
        return cycles.stream()
                .anyMatch(cycle -> cycle.nodes().stream()
                        .anyMatch(turn ->
                                turn.ran() && cycle.label(turn.node().id()).equals(label)));
    }

    /**
     * {@return whether something changed what a node holds after its last turn, or without any: its symbol was defined,
     * it began anew, its parameters were changed, or what it depends on did so or threw}
     *
     * @param label of the node.
     */
    public boolean isChangedOutsideOfCycles(String label) {
        NodeState state = nodes.get(label);
        NodeTrace last = lastTurn(label);
        if (last == null) {
            return !isSame(state.before(), state.after());
        }
        for (int i = 0; i < last.outputs().size(); i++) {
            if (!last.outputs().get(i).after().equals(state.after().outputs().get(i))) {
                return true;
            }
        }
        return !last.variablesAfter().equals(state.after().variables());
    }

    private static boolean isSame(NodeReading before, NodeReading after) {
        return before != null
                && before.isQuarantined() == after.isQuarantined()
                && before.outputs().equals(after.outputs())
                && before.variables().equals(after.variables())
                && before.parameters().equals(after.parameters());
    }
}
