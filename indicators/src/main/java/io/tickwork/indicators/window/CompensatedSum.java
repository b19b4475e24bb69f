// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * A sum in two doubles: the rounded sum, and the sum of what the roundings left out (Knuth's two-sum). The pair carries
 * about 106 bits, so adding a value and later subtracting it leaves a trace some 1e-30 of the greatest sum ever held.
 *
 * @param high the rounded sum.
 * @param low what it lacks.
 */
record CompensatedSum(DoubleVar high, DoubleVar low) {
    static CompensatedSum of(Wiring wiring, String name) {
        return new CompensatedSum(wiring.doubleVar(name), wiring.doubleVar(name + ".low"));
    }

    void add(State state, double value) {
        double before = high.get(state);
        double after = before + value;
        double added = after - before;
        high.set(state, after);
        low.add(state, (before - (after - added)) + (value - added));
    }

    double value(State state) {
        return high.get(state) + low.get(state);
    }

    /** Takes the value of another sum, which goes back to zero. */
    void takeFrom(State state, CompensatedSum other) {
        high.set(state, other.high.get(state));
        low.set(state, other.low.get(state));
        other.high.set(state, 0.0);
        other.low.set(state, 0.0);
    }
}
