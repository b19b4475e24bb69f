// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.State;

/** The money flow volume of a bar: all of its volume when it closes on its high, none of it in the middle. */
final class MoneyFlow {
    static final String FORMULA = "((close - low) - (high - close)) / (high - low) * volume";

    private MoneyFlow() {}

    /** {@return the flow of a bar, 0 when its price did not move} */
    static double of(State state, CandleIn bar) {
        double fromLow = bar.close(state) - bar.low(state);
        double fromHigh = bar.high(state) - bar.close(state);
        double range = bar.high(state) - bar.low(state);
        return range > 0.0 ? (fromLow - fromHigh) / range * bar.volume(state) : 0.0;
    }
}
