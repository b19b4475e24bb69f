// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingWeightedMoments;

/**
 * Volume-weighted average price of the last trades, or bars, with bands.
 *
 * @param price the prices.
 * @param size their sizes.
 * @param bands what is put out.
 * @param window the last prices and sizes.
 */
public record VwapRolling(DoubleIn price, DoubleIn size, VwapBands bands, RollingWeightedMoments window)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = VwapBands.declare(NodeType.named("vwap-rolling"))
            .doc("Volume-weighted average price of the last trades, or of the last bars, with bands. A size below 0"
                    + " counts as 0. No value while all sizes are 0.")
            .formula(VwapBands.FORMULA + "; sums over the last period inputs")
            .source("Textbook definition")
            .doubleInput("price", "The price: of trades Tick.price, of bars the close or a typical price.")
            .doubleInput("size", "The size: of trades Tick.size, of bars the volume.")
            .intParameter("period", 2, 100_000, "How many trades or bars are averaged.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new VwapRolling(
                    w.doubleIn("price"),
                    w.doubleIn("size"),
                    VwapBands.of(w),
                    RollingWeightedMoments.of(w, "window", w.intParameter("period"))));

    @Override
    public long compute(State state) {
        if (!window.update(state, price.get(state), size.get(state))) {
            return UNCHANGED;
        }
        return window.isWeighed(state)
                ? bands.set(state, window.mean(state), window.deviation(state))
                : bands.withdraw();
    }
}
