// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Directional movement index.
 *
 * @param value the index.
 * @param movement what it is of.
 * @param held the index, as it is remembered.
 */
public record Dx(DoubleOut value, DirectionalMovement movement, DoubleVar held) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("dx")
            .doc("Directional movement index, 0 to 100: how one-sided the movement is. Where there is none it stays"
                    + " what it was, 0 at first.")
            .formula("100 * abs(plus-di - minus-di) / (plus-di + minus-di)")
            .source("TA-Lib 0.4.0, DX; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The index, 0 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Dx(w.doubleOut("value"), DirectionalMovement.of(w), w.doubleVar("held")));

    @Override
    public long compute(State state) {
        if (!movement.update(state)) {
            return UNCHANGED;
        }
        double index = movement.index(state);
        if (index >= 0) {
            held.set(state, index);
        }
        return value.set(state, held.get(state));
    }
}
