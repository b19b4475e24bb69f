// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.probe;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * Stands in for a node that has not been written yet.
 *
 * @param first the first input.
 * @param value its value.
 * @param count how often the node has run.
 * @param runs the count, as it is remembered.
 */
public record Probe(DoubleIn first, DoubleOut value, LongOut count, LongVar runs) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("probe")
            .doc("Copies its first input and counts its runs. Stands in for a node that has not been written yet.")
            .formula("value = inputs[0]; count = count[t-1] + 1, from 0")
            .source("Own definition")
            .variadicDoubleInput("inputs", "What the node will read.")
            .doubleOutput("value", "The first input.")
            .output("count", ValueKind.LONG, "How often the node has run.")
            .create(w -> new Probe(
                    w.doubleIns("inputs").get(0), w.doubleOut("value"), w.longOut("count"), w.longVar("runs")));

    @Override
    public long compute(State state) {
        return value.set(state, first.get(state)) | count.set(state, runs.add(state, 1));
    }
}
