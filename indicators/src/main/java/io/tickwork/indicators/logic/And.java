// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import java.util.List;

/**
 * Whether all conditions hold.
 *
 * @param inputs one or more.
 * @param value the answer.
 */
public record And(List<BooleanIn> inputs, BooleanOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("and")
            .doc("True while all inputs are.")
            .formula("inputs[0] and inputs[1] and ...")
            .source("Boolean logic")
            .variadicBooleanInput("inputs", "The conditions.")
            .output("value", ValueKind.BOOLEAN, "Whether it is so.")
            .create(w -> new And(w.booleanIns("inputs"), w.booleanOut("value")));

    @Override
    public long compute(State state) {
        boolean so = true;
        for (int i = 0; i < inputs.size(); i++) {
            so &= inputs.get(i).get(state);
        }
        return value.set(state, so);
    }
}
