// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Directional indicator, up.
 *
 * <p>The period begins at 2: at 1 TA-Lib forgets the factor 100.
 *
 * @param value the indicator.
 * @param movement what it is a share of.
 */
public record PlusDi(DoubleOut value, DirectionalMovement movement) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("plus-di")
            .doc("Directional indicator, up, 0 to 100: the share of upward movement in the true ranges, both smoothed"
                    + " by Wilder. 0 when nothing has moved for so long that no range is left.")
            .formula("100 * movement / range; movement is max(high - high[t-1], 0), or 0 if low[t-1] - low is as much"
                    + " or more; both are sums that lose 1 / period of themselves with each new bar, without a loss in"
                    + " the first period - 1")
            .source("TA-Lib 0.4.0, PLUS_DI; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The indicator, 0 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new PlusDi(w.doubleOut("value"), DirectionalMovement.of(w)));

    @Override
    public long compute(State state) {
        return movement.update(state) ? value.set(state, movement.plus(state)) : UNCHANGED;
    }
}
