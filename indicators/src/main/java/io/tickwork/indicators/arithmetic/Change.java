// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * How far a value has moved.
 *
 * @param source the input.
 * @param value the input now less the input then.
 * @param window the last inputs.
 */
public record Change(DoubleIn source, DoubleOut value, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("change")
            .doc("How far the input has moved since a number of runs ago.")
            .formula("x - x[t-period]")
            .source("TA-Lib 0.4.0, MOM")
            .doubleInput("source", "Any value.")
            .intParameter("period", 1, 100_000, 1, "Since how many runs ago.")
            .doubleOutput("value", "The input now less the input then.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Change::of);

    /**
     * Makes one from an input {@code source}, an output {@code value} and a parameter {@code period}.
     *
     * @param wiring of a type that declares them.
     * @return the node.
     */
    public static Change of(Wiring wiring) {
        return new Change(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                wiring.window("window", wiring.intParameter("period")));
    }

    @Override
    public long compute(State state) {
        boolean isThere = window.isFull(state);
        double now = source.get(state);
        double before = window.push(state, now);
        return isThere ? value.set(state, now - before) : UNCHANGED;
    }
}
