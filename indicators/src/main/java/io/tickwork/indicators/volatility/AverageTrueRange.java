// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * True ranges, smoothed by Wilder.
 *
 * @param ranges the true ranges.
 * @param average their average.
 */
record AverageTrueRange(TrueRanges ranges, ExponentialAverage average) {
    static AverageTrueRange of(Wiring wiring, CandleIn bar, int period) {
        return new AverageTrueRange(
                TrueRanges.of(wiring, bar, "range"), ExponentialAverage.wilder(wiring, "average-range", period));
    }

    /** Takes the bar of this run, and says whether there is an average: from bar number {@code period + 1} on. */
    boolean update(State state) {
        if (ranges.update(state)) {
            average.update(state, ranges.value(state));
        }
        return average.isReady(state);
    }

    double value(State state) {
        return average.value(state);
    }
}
