// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Directional movement: the indicators and the indices made of them.
 *
 * @param plusDi the share of upward movement.
 * @param minusDi the share of downward movement.
 * @param dx how one-sided the movement is.
 * @param adx the average of that.
 * @param strength what all of them are of.
 */
public record Dmi(DoubleOut plusDi, DoubleOut minusDi, DoubleOut dx, DoubleOut adx, DirectionalStrength strength)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("dmi")
            .doc("Directional movement in one node: what plus-di, minus-di, dx and adx give. The four outputs begin"
                    + " together, when adx has a value.")
            .formula("as of plus-di, minus-di, dx and adx")
            .source("TA-Lib 0.4.0, PLUS_DI, MINUS_DI, DX, ADX; J. W. Wilder, New Concepts in Technical Trading"
                    + " Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "Period of all smoothing, of the movement and of its index.")
            .doubleOutput("plus-di", "The share of upward movement, 0 to 100.")
            .doubleOutput("minus-di", "The share of downward movement, 0 to 100.")
            .doubleOutput("dx", "How one-sided the movement is, 0 to 100.")
            .doubleOutput("adx", "The average of dx, 0 to 100.")
            .warmUp(p -> 2 * p.intValue("period"))
            .create(w -> new Dmi(
                    w.doubleOut("plus-di"),
                    w.doubleOut("minus-di"),
                    w.doubleOut("dx"),
                    w.doubleOut("adx"),
                    DirectionalStrength.of(w)));

    @Override
    public long compute(State state) {
        if (!strength.update(state)) {
            return UNCHANGED;
        }
        DirectionalMovement movement = strength.movement();
        return plusDi.set(state, movement.plus(state))
                | minusDi.set(state, movement.minus(state))
                | dx.set(state, strength.index().get(state))
                | adx.set(state, strength.value(state));
    }
}
