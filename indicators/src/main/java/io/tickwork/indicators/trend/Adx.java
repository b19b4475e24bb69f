// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Average directional movement index.
 *
 * @param value the average.
 * @param strength the same, as it is remembered.
 */
public record Adx(DoubleOut value, DirectionalStrength strength) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("adx")
            .doc("Average directional movement index, 0 to 100: how strong a trend is, upwards or downwards. Where"
                    + " nothing moves it stays what it was; such a bar counts as 0 in the seed.")
            .formula("v += (dx - v) / period; seeded with the mean of the first period values of dx")
            .source("TA-Lib 0.4.0, ADX; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "Period of all smoothing, of the movement and of its index.")
            .doubleOutput("value", "The average, 0 to 100.")
            .warmUp(p -> 2 * p.intValue("period"))
            .create(w -> new Adx(w.doubleOut("value"), DirectionalStrength.of(w)));

    @Override
    public long compute(State state) {
        return strength.update(state) ? value.set(state, strength.value(state)) : UNCHANGED;
    }
}
