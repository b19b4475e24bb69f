// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value at certain moments.
 *
 * @param source what is sampled.
 * @param value the sample.
 */
public record Sample(DoubleIn source, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("sample")
            .doc(
                    "The first input as it is whenever the second has a new value, whatever that is: a timer, a bar, a condition.")
            .formula("v = source at each new value of trigger")
            .source("Textbook definition")
            .sampledInput("source", InputKind.DOUBLE, "What is sampled.")
            .input("trigger", InputKind.ANY, "When.")
            .doubleOutput("value", "The last sample.")
            .create(w -> new Sample(w.doubleIn("source"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, source.get(state));
    }
}
