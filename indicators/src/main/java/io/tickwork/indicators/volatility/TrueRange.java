// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * True range.
 *
 * @param value the range.
 * @param ranges the same, as they are remembered.
 */
public record TrueRange(DoubleOut value, TrueRanges ranges) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("true-range")
            .doc("True range: how far the price swings in a bar, the gap from the bar before included. In units of the"
                    + " price.")
            .formula("max(high, close[t-1]) - min(low, close[t-1])")
            .source("TA-Lib 0.4.0, TRANGE; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .doubleOutput("value", "The range.")
            .warmUp(p -> 2)
            .create(w -> new TrueRange(w.doubleOut("value"), TrueRanges.of(w, w.candleIn("bar"), "range")));

    @Override
    public long compute(State state) {
        return ranges.update(state) ? value.set(state, ranges.value(state)) : UNCHANGED;
    }
}
