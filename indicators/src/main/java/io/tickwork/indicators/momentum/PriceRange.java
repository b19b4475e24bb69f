// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * The highest and the lowest price of the last bars.
 *
 * @param highest of the highs.
 * @param lowest of the lows.
 */
record PriceRange(RollingExtreme highest, RollingExtreme lowest) {
    static PriceRange of(Wiring wiring, int period) {
        return new PriceRange(
                RollingExtreme.highest(wiring, "highest", period), RollingExtreme.lowest(wiring, "lowest", period));
    }

    /** Adds a bar; returns whether the range is that of all bars it is over. */
    boolean update(State state, double high, double low) {
        highest.update(state, high);
        lowest.update(state, low);
        return highest.isReady(state);
    }

    double width(State state) {
        return highest.value(state) - lowest.value(state);
    }

    /** {@return how high a price lies in the range: 0 at the lowest, 100 at the highest, 0 in a range without width} */
    double percent(State state, double price) {
        double width = width(state);
        return width > 0.0 ? 100.0 * ((price - lowest.value(state)) / width) : 0.0;
    }

    /** {@return how far a price lies below the highest: 0 there, -100 at the lowest, 0 in a range without width} */
    double percentBelow(State state, double price) {
        double width = width(state);
        return width > 0.0 ? 100.0 * ((price - highest.value(state)) / width) : 0.0;
    }
}
