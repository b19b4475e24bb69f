// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Average directional movement rating.
 *
 * @param value the rating.
 * @param strength the average index.
 * @param window its last values.
 */
public record Adxr(DoubleOut value, DirectionalStrength strength, DoubleWindow window) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("adxr")
            .doc("Average directional movement rating, 0 to 100: half way between the average directional movement"
                    + " index and what it was some bars ago.")
            .formula("(adx + adx[t-period+1]) / 2")
            .source("TA-Lib 0.4.0, ADXR; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter(
                    "period", 2, 100_000, 14, "Period of all smoothing, and one more than how many bars it looks back.")
            .doubleOutput("value", "The rating, 0 to 100.")
            .warmUp(p -> 3 * p.intValue("period") - 1)
            .create(w -> new Adxr(
                    w.doubleOut("value"), DirectionalStrength.of(w), w.window("window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        if (!strength.update(state)) {
            return UNCHANGED;
        }
        double now = strength.value(state);
        window.push(state, now);
        return window.isFull(state)
                ? value.set(state, (now + window.get(state, window.capacity() - 1)) / 2)
                : UNCHANGED;
    }
}
