// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.ParameterSlot;
import io.tickwork.dag.state.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a node holds and reads at an instant.
 *
 * @param isQuarantined whether it threw and has not been reset since.
 * @param inputs in the order of its edges.
 * @param outputs in the order of its type.
 * @param variables its state by name, in the order it asked for it; a window is one, with the newest value first.
 * @param parameters those that may change while the graph runs.
 */
public record NodeReading(
        boolean isQuarantined,
        List<Reading> inputs,
        List<Reading> outputs,
        List<Named> variables,
        List<Named> parameters) {
    private static final String CURSOR = ".cursor";

    /**
     * A value by name.
     *
     * @param name of a variable or a parameter.
     * @param reading of it.
     */
    public record Named(String name, Reading reading) {}

    /**
     * Reads a node. Allocates.
     *
     * @param node of a subgraph.
     * @param state of an instance of that subgraph.
     * @return what is there.
     */
    public static NodeReading of(GraphNode node, State state) {
        List<Reading> inputs = new ArrayList<>();
        for (InputSlot slot : node.slots().inputs()) {
            inputs.add(Reading.of(slot, state));
        }
        List<Named> parameters = new ArrayList<>();
        for (ParameterSlot slot : node.slots().parameters()) {
            parameters.add(new Named(
                    slot.spec().name(), new Reading(true, List.of(new Reading.Field("", slot.get(state))))));
        }
        return new NodeReading(
                state.isQuarantined(node.index()),
                List.copyOf(inputs),
                outputs(node, state),
                variables(node, state),
                List.copyOf(parameters));
    }

    static List<Reading> outputs(GraphNode node, State state) {
        List<Reading> outputs = new ArrayList<>();
        for (OutputSlot slot : node.slots().outputs()) {
            outputs.add(Reading.of(slot, state));
        }
        return List.copyOf(outputs);
    }

    static List<Named> variables(GraphNode node, State state) {
        List<Named> named = new ArrayList<>();
        List<Variable> variables = node.slots().variables();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (i + 1 < variables.size() && isWindow(variable, variables.get(i + 1))) {
                named.add(new Named(variable.name(), Reading.ofWindow(variable, variables.get(i + 1), state)));
                i++;
            } else {
                named.add(new Named(variable.name(), Reading.of(variable, state)));
            }
        }
        return List.copyOf(named);
    }

    private static boolean isWindow(Variable variable, Variable next) {
        return variable.isDouble()
                && !next.isDouble()
                && next.length() == DoubleWindow.LONG_SLOTS
                && next.name().equals(variable.name() + CURSOR);
    }
}
