// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Weighted mean and weighted population standard deviation of the last {@code length} values, the deviation with a
 * relative error below 1e-9 however long it runs.
 *
 * <p>As in {@link RollingMoments} the sums are of distances from a pivot, a second set of sums that only ever adds
 * takes the place of the first once a window, and sums in which the spread has become too small to see are made anew
 * from the values. The new pivot is then the value of the greatest weight. The square of its distance from the mean is
 * at most {@code length} times the variance, so with windows of at most 100,000 values the new sums are ten times
 * better than those that are given up, and a fall from there takes values that outweigh all others, or leave. So an
 * update costs the same on average whatever the length, and the worst single one is a sweep of the window.
 *
 * @param values the values.
 * @param weights their weights.
 * @param current the sums of the window.
 * @param next the sums of the values since the rings last began at their first place.
 * @param weighedCount how many of the values have a weight.
 */
public record RollingWeightedMoments(
        DoubleWindow values,
        DoubleWindow weights,
        PivotedWeightedSums current,
        PivotedWeightedSums next,
        LongVar weighedCount) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values, from 2 to 100,000.
     * @return the moments of no values yet.
     */
    public static RollingWeightedMoments of(Wiring wiring, String name, int length) {
        return new RollingWeightedMoments(
                wiring.window(name + ".values", length),
                wiring.window(name + ".weights", length),
                PivotedWeightedSums.of(wiring, name + ".current"),
                PivotedWeightedSums.of(wiring, name + ".next"),
                wiring.longVar(name + ".weighed-count"));
    }

    /**
     * Adds a value; the oldest leaves if the window was full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @param valueWeight its weight; one below 0 counts as 0.
     * @return whether the window is full.
     */
    public boolean update(State state, double value, double valueWeight) {
        double weight = Math.max(valueWeight, 0.0);
        double evicted = values.push(state, value);
        double evictedWeight = weights.push(state, weight);
        weighedCount.add(state, (weight > 0.0 ? 1 : 0) - (evictedWeight > 0.0 ? 1 : 0));
        // The window's place for the value to come counts those that have come since it last began at its first place.
        long count = state.getLong(values.cursorSlot());
        if (count == 1) {
            next.begin(state, value);
        }
        next.add(state, value, weight);
        if (!values.isFull(state)) {
            return false;
        }
        if (count == 0) {
            current.copyFrom(state, next);
        } else {
            current.add(state, value, weight);
            current.add(state, evicted, -evictedWeight);
        }
        if (current.isWorn(state)) {
            sweep(state);
        }
        return true;
    }

    private void sweep(State state) {
        int heaviest = 0;
        for (int age = 1; age < values.capacity(); age++) {
            if (weights.get(state, age) > weights.get(state, heaviest)) {
                heaviest = age;
            }
        }
        current.begin(state, values.get(state, heaviest));
        for (int age = 0; age < values.capacity(); age++) {
            current.add(state, values.get(state, age), weights.get(state, age));
        }
    }

    /**
     * {@return whether any of the values has a weight; the moments are defined while one has, and the window is full}
     *
     * @param state the state of the running instance.
     */
    public boolean isWeighed(State state) {
        return weighedCount.get(state) > 0;
    }

    /**
     * {@return the mean}
     *
     * @param state the state of the running instance.
     */
    public double mean(State state) {
        return current.mean(state);
    }

    /**
     * {@return the population standard deviation; 0 exactly when all values with a weight are equal}
     *
     * @param state the state of the running instance.
     */
    public double deviation(State state) {
        return current.deviation(state);
    }
}
