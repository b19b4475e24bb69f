// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * A value, held from when a condition last held.
 *
 * @param source what is sampled.
 * @param when when.
 * @param value the sample.
 */
public record SampleAndHold(DoubleIn source, BooleanIn when, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("sample-and-hold")
            .doc("The first input as it was when the second last came and was true. No value before that.")
            .formula("v = source at each new value of when that is true, else v[t-1]")
            .source("Textbook definition, of the sample-and-hold circuit")
            .sampledInput("source", InputKind.DOUBLE, "What is sampled.")
            .input("when", InputKind.BOOLEAN, "When: at each new value that is true.")
            .doubleOutput("value", "The last sample.")
            .create(w -> new SampleAndHold(w.doubleIn("source"), w.booleanIn("when"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return when.get(state) ? value.set(state, source.get(state)) : UNCHANGED;
    }
}
