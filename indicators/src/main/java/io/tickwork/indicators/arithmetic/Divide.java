// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * One value divided by another.
 *
 * @param dividend what is divided.
 * @param divisor what it is divided by.
 * @param value the ratio.
 */
public record Divide(DoubleIn dividend, DoubleIn divisor, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("div")
            .doc("The first input divided by the second. No value while the second is 0.")
            .formula("dividend / divisor")
            .source("TA-Lib 0.4.0, DIV")
            .doubleInput("dividend", "What is divided.")
            .doubleInput("divisor", "What it is divided by.")
            .doubleOutput("value", "The ratio.")
            .create(w -> new Divide(w.doubleIn("dividend"), w.doubleIn("divisor"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double by = divisor.get(state);
        return by == 0.0 ? value.withdraw() : value.set(state, dividend.get(state) / by);
    }
}
