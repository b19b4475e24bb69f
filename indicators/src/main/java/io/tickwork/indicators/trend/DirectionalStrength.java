// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * The directional index, smoothed by Wilder. Where there is no movement the average stays as it is; while it is being
 * seeded such a bar counts as 0. Both are as in TA-Lib.
 *
 * @param movement of which the index is.
 * @param average of the index.
 */
record DirectionalStrength(DirectionalMovement movement, ExponentialAverage average) {
    static DirectionalStrength of(Wiring wiring) {
        return new DirectionalStrength(
                DirectionalMovement.of(wiring),
                ExponentialAverage.wilder(wiring, "average-index", wiring.intParameter("period")));
    }

    /** Takes the bar of this run, and says whether there is an average: from bar number {@code 2 * period} on. */
    boolean update(State state) {
        if (!movement.update(state)) {
            return false;
        }
        double index = movement.index(state);
        if (index >= 0 || !average.isReady(state)) {
            average.update(state, Math.max(index, 0.0));
        }
        return average.isReady(state);
    }

    double value(State state) {
        return average.value(state);
    }
}
