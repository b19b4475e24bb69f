// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * The directional index, smoothed by Wilder. Where there is no movement the average stays as it is; while it is being
 * seeded such a bar counts as 0. The index itself is held there. All this is as in TA-Lib.
 *
 * @param movement of which the index is.
 * @param index the last one there was, 0 before that.
 * @param average of the index.
 */
record DirectionalStrength(DirectionalMovement movement, DoubleVar index, ExponentialAverage average) {
    static DirectionalStrength of(Wiring wiring) {
        return new DirectionalStrength(
                DirectionalMovement.of(wiring),
                wiring.doubleVar("index"),
                ExponentialAverage.wilder(wiring, "average-index", wiring.intParameter("period")));
    }

    /** Takes the bar of this run, and says whether there is an average: from bar number {@code 2 * period} on. */
    boolean update(State state) {
        if (!movement.update(state)) {
            return false;
        }
        double newest = movement.index(state);
        if (newest >= 0) {
            index.set(state, newest);
            average.update(state, newest);
        } else if (!average.isReady(state)) {
            average.update(state, 0.0);
        }
        return average.isReady(state);
    }

    double value(State state) {
        return average.value(state);
    }
}
