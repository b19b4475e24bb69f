// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Sums of weights, of the weighted distances of values from a pivot, and of the weighted squares of those distances.
 *
 * <p>A value that leaves takes out exactly the rounded products that it brought, and the sums do not round. What is
 * inexact are the products of the values still held, by 1e-16 of themselves.
 *
 * @param pivot what distances are measured from.
 * @param weight the sum of weights.
 * @param first the sum of distances.
 * @param second the sum of squares.
 * @param peak the greatest sum of squares held with this pivot.
 */
record PivotedWeightedSums(
        DoubleVar pivot, CompensatedSum weight, CompensatedSum first, CompensatedSum second, DoubleVar peak) {
    /**
     * The part of the sum of squares below which rounded products show in the spread: with 1e-16 of it for each of
     * them, most of which cancel, the spread is exact to 1e-9 above.
     */
    private static final double SPREAD_MIN = 1e-6;

    /** The part of the peak below which the trace that it left in the sums, 1e-30 of it, would show. */
    private static final double PEAK_MIN = 1e-20;

    static PivotedWeightedSums of(Wiring wiring, String name) {
        return new PivotedWeightedSums(
                wiring.doubleVar(name + ".pivot"),
                CompensatedSum.of(wiring, name + ".weight"),
                CompensatedSum.of(wiring, name + ".first"),
                CompensatedSum.of(wiring, name + ".second"),
                wiring.doubleVar(name + ".peak"));
    }

    /** Starts again without a value. */
    void begin(State state, double newPivot) {
        pivot.set(state, newPivot);
        weight.clear(state);
        first.clear(state);
        second.clear(state);
        peak.set(state, 0.0);
    }

    /** Adds a value; with the negative of its weight, takes it out. */
    void add(State state, double value, double valueWeight) {
        double distance = value - pivot.get(state);
        double moment = valueWeight * distance;
        weight.add(state, valueWeight);
        first.add(state, moment);
        second.add(state, moment * distance);
        peak.set(state, Math.max(peak.get(state), second.value(state)));
    }

    void copyFrom(State state, PivotedWeightedSums other) {
        pivot.set(state, other.pivot.get(state));
        weight.copyFrom(state, other.weight);
        first.copyFrom(state, other.first);
        second.copyFrom(state, other.second);
        peak.set(state, other.peak.get(state));
    }

    double mean(State state) {
        return pivot.get(state) + first.value(state) / weight.value(state);
    }

    double deviation(State state) {
        return Math.sqrt(Math.max(spread(state), 0.0)) / weight.value(state);
    }

    /** {@return the square of the weight, times the population variance} */
    private double spread(State state) {
        double distances = first.value(state);
        return weight.value(state) * second.value(state) - distances * distances;
    }

    /** {@return whether the spread is so small beside what was summed up that it may be inexact} */
    boolean isWorn(State state) {
        double floor = Math.max(SPREAD_MIN * second.value(state), PEAK_MIN * peak.get(state));
        return spread(state) < weight.value(state) * floor;
    }
}
