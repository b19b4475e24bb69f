// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Sums of the distances of values from a pivot close to them, and of the squares of those distances.
 *
 * <p>They lie in one array, not in variables of their own: fewer handles make a smaller {@code compute}, and HotSpot
 * inlines a method into its caller only while the machine code it has for it is below 2,500 bytes.
 *
 * @param sums pivot, sum of distances, sum of squares, and the greatest sum of squares held since a start.
 */
record PivotedSums(DoubleArray sums) {
    private static final int PIVOT = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int PEAK = 3;
    private static final int LENGTH = 4;

    /**
     * The part of the peak below which its rounding errors show in the spread. They come to 1e-16 of it for each of at
     * most 200,000 changes, most of which cancel, and are to stay below 1e-9 of the spread.
     */
    private static final double SPREAD_MIN = 1e-4;

    static PivotedSums of(Wiring wiring, String name) {
        return new PivotedSums(wiring.doubleArray(name, LENGTH));
    }

    /** Starts again with one value, which becomes the pivot. */
    void begin(State state, double value) {
        sums.set(state, PIVOT, value);
        sums.set(state, FIRST, 0.0);
        sums.set(state, SECOND, 0.0);
        sums.set(state, PEAK, 0.0);
    }

    void add(State state, double value) {
        double distance = distance(state, value);
        sums.set(state, FIRST, first(state) + distance);
        sums.set(state, SECOND, second(state) + distance * distance);
    }

    /** Adds a value and takes out one that was added before. */
    void replace(State state, double evicted, double value) {
        double entering = distance(state, value);
        double leaving = distance(state, evicted);
        double held = second(state) + entering * entering;
        if (held > sums.get(state, PEAK)) {
            sums.set(state, PEAK, held);
        }
        sums.set(state, FIRST, first(state) + (entering - leaving));
        sums.set(state, SECOND, held - leaving * leaving);
    }

    void copyFrom(State state, PivotedSums other) {
        sums.set(state, PIVOT, other.pivot(state));
        sums.set(state, FIRST, other.first(state));
        sums.set(state, SECOND, other.second(state));
        sums.set(state, PEAK, other.second(state));
    }

    double pivot(State state) {
        return sums.get(state, PIVOT);
    }

    double first(State state) {
        return sums.get(state, FIRST);
    }

    private double second(State state) {
        return sums.get(state, SECOND);
    }

    double distance(State state, double value) {
        return value - pivot(state);
    }

    /** {@return <i>n</i>^2 times the population variance of the <i>n</i> values} */
    double spread(State state, int n) {
        return n * second(state) - first(state) * first(state);
    }

    /** {@return whether the spread is so small beside what was added and removed that it may be inexact} */
    boolean isWorn(State state, int n) {
        return spread(state, n) < SPREAD_MIN * n * sums.get(state, PEAK);
    }
}
