// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The {@link PivotedSums} of values in a row, and the sum of their distances from the same pivot, each times the number
 * of its place. The first place has the number 0.
 *
 * @param moments the sums without weights.
 * @param weighted the sum with weights.
 */
record WeightedSums(PivotedSums moments, DoubleVar weighted) {
    static WeightedSums of(Wiring wiring, String name) {
        return new WeightedSums(PivotedSums.of(wiring, name), wiring.doubleVar(name + ".weighted"));
    }

    /** Starts again with one value, which becomes the pivot; so it may have any place. */
    void begin(State state, double value) {
        moments.begin(state, value);
        weighted.set(state, 0.0);
    }

    void add(State state, long place, double value) {
        weighted.add(state, place * moments.distance(state, value));
        moments.add(state, value);
    }

    /** Takes out the value at place 0, moves the others one place towards it, and adds a value at the last place. */
    void shift(State state, int lastPlace, double evicted, double value) {
        double staying = moments.first(state) - moments.distance(state, evicted);
        weighted.add(state, lastPlace * moments.distance(state, value) - staying);
        moments.replace(state, evicted, value);
    }

    void copyFrom(State state, WeightedSums other) {
        moments.copyFrom(state, other.moments);
        weighted.set(state, other.weighted.get(state));
    }
}
