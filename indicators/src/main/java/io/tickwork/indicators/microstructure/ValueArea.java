// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Where in a row of volumes, that of the lowest level first, most was traded: the point of control and the value area,
 * as J. F. Dalton, E. T. Jones and R. B. Dalton have it in Mind over Markets, 1990, with volume in place of time.
 *
 * @param volumes to be filled before anything is asked.
 * @param first index of the lowest level of the area found last.
 * @param last index of the highest one.
 */
record ValueArea(DoubleArray volumes, LongVar first, LongVar last) {
    static ValueArea of(Wiring wiring, String name, int levels) {
        return new ValueArea(
                wiring.doubleArray(name + ".volumes", levels),
                wiring.longVar(name + ".first"),
                wiring.longVar(name + ".last"));
    }

    /**
     * The index of the greatest volume; of several the one nearest the middle, of two that are equally near the lower.
     *
     * @param count how many levels there are, at least one.
     */
    int pointOfControl(State state, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            double more = volumes.get(state, i) - volumes.get(state, best);
            if (more > 0 || (more == 0 && Math.abs(2 * i - (count - 1)) < Math.abs(2 * best - (count - 1)))) {
                best = i;
            }
        }
        return best;
    }

    /**
     * Finds the area: from the point of control on, of the two levels above and the two below those with the greater
     * volume are added, those above when it is equal, until the area holds enough. At an end of the row, a pair has
     * what is left.
     *
     * @param count how many levels there are.
     * @param control the index of the point of control.
     * @param target the volume that is enough.
     */
    void find(State state, int count, int control, double target) {
        int low = control;
        int high = control;
        double held = volumes.get(state, control);
        while (held < target && (low > 0 || high < count - 1)) {
            double above = pair(state, high + 1, high + 2, count);
            double below = pair(state, low - 1, low - 2, count);
            if (high < count - 1 && (above >= below || low == 0)) {
                held += above;
                high = Math.min(high + 2, count - 1);
            } else {
                held += below;
                low = Math.max(low - 2, 0);
            }
        }
        first.set(state, low);
        last.set(state, high);
    }

    private double pair(State state, int near, int far, int count) {
        return volumeOrNone(state, near, count) + volumeOrNone(state, far, count);
    }

    private double volumeOrNone(State state, int index, int count) {
        return index >= 0 && index < count ? volumes.get(state, index) : 0;
    }
}
