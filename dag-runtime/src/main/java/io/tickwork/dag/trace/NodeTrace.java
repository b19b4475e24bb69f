// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.interpret.Verdict;
import java.util.List;

/**
 * The turn of a node in a cycle.
 *
 * @param node whose turn it was.
 * @param verdict whether it ran, and if not, why.
 * @param fault what it threw, null when it threw nothing.
 * @param inputs as it found them, in the order of its edges.
 * @param outputs in the order of its type.
 * @param variablesBefore its state when it was its turn.
 * @param variablesAfter its state at the end of its turn.
 */
public record NodeTrace(
        GraphNode node,
        Verdict verdict,
        Exception fault,
        List<InputTrace> inputs,
        List<OutputTrace> outputs,
        List<NodeReading.Named> variablesBefore,
        List<NodeReading.Named> variablesAfter) {
    /** {@return whether it ran} */
    public boolean ran() {
        return verdict == Verdict.RUNS;
    }
}
