// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingSum;

/**
 * Large trades.
 *
 * @param trade the trades.
 * @param large whether the trade is large.
 * @param size how large.
 * @param threshold the least size of a large trade.
 * @param multiple the least size, in means.
 * @param sizes of the last trades.
 */
public record LargeTrade(
        TradeIn trade,
        BooleanOut large,
        DoubleOut size,
        DoubleParameter threshold,
        DoubleParameter multiple,
        RollingSum sizes)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("large-trade")
            .doc(
                    "Tells large trades: of at least a given size, and of at least a multiple of the mean size of the trades"
                            + " before it. Either condition is off at 0. A trade of size 0 is never large.")
            .formula("large = size > 0 and size >= threshold and size >= multiple * mean(size[t-1] ... size[t-period])")
            .source("Own definition")
            .input("trade", InputKind.TRADE, "The trades.")
            .doubleParameter("threshold", 0.0, 1e18, 0.0, "The least size of a large trade; 0 when any will do.")
            .mutable()
            .doubleParameter(
                    "multiple", 0.0, 1e6, 5.0, "How many times the mean size a large trade has; 0 when any will do.")
            .mutable()
            .intParameter("period", 1, 100_000, 100, "How many trades before it the mean is of.")
            .output("large", ValueKind.BOOLEAN, "Whether the trade is large.")
            .doubleOutput("size", "The size of the trade when it is large, else 0.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(LargeTrade::create);

    private static LargeTrade create(Wiring wiring) {
        return new LargeTrade(
                wiring.tradeIn("trade"),
                wiring.booleanOut("large"),
                wiring.doubleOut("size"),
                wiring.mutableDouble("threshold"),
                wiring.mutableDouble("multiple"),
                RollingSum.of(wiring, "sizes", wiring.intParameter("period")));
    }

    @Override
    public long compute(State state) {
        double traded = trade.size(state);
        boolean isReady = sizes.isReady(state);
        double mean = sizes.mean(state);
        sizes.update(state, traded);
        if (!isReady) {
            return UNCHANGED;
        }
        boolean isLarge = traded > 0.0 && traded >= threshold.get(state) && traded >= multiple.get(state) * mean;
        return large.set(state, isLarge) | size.set(state, isLarge ? traded : 0.0);
    }
}
