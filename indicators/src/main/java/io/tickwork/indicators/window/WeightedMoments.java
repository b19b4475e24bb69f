// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Weighted mean and weighted population standard deviation of all values since a start, however many they are.
 *
 * <p>West's incremental form: a value moves the mean by its part of the weight, and adds a positive term to the sum of
 * squares, so nothing is ever taken from a large number. The mean is kept in two doubles: when a day's weight is behind
 * it a value moves it by less than its last digit, and a mean that is rounded each time would stand still or creep. It
 * is exact to 1e-15 of the greatest value, the deviation to 1e-9 of itself.
 *
 * @param weight of all values.
 * @param mean of the values.
 * @param squares their squared distances from the mean, weighted.
 */
public record WeightedMoments(CompensatedSum weight, CompensatedSum mean, CompensatedSum squares) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @return the moments of no values yet.
     */
    public static WeightedMoments of(Wiring wiring, String name) {
        return new WeightedMoments(
                CompensatedSum.of(wiring, name + ".weight"),
                CompensatedSum.of(wiring, name + ".mean"),
                CompensatedSum.of(wiring, name + ".squares"));
    }

    /**
     * Adds a value.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @param valueWeight its weight; a value of weight 0 changes nothing, and one below counts as 0.
     */
    public void update(State state, double value, double valueWeight) {
        if (!(valueWeight > 0.0)) {
            return;
        }
        double before = weight.value(state);
        weight.add(state, valueWeight);
        double after = weight.value(state);
        double distance = mean.distance(state, value);
        squares.add(state, valueWeight * (before / after) * (distance * distance));
        mean.add(state, distance * (valueWeight / after));
    }

    /**
     * Forgets all values.
     *
     * @param state the state of the running instance.
     */
    public void clear(State state) {
        weight.clear(state);
        mean.clear(state);
        squares.clear(state);
    }

    /**
     * {@return whether there is a mean: a value with a weight has come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return weight.value(state) > 0.0;
    }

    /**
     * {@return the mean; defined once ready}
     *
     * @param state the state of the running instance.
     */
    public double mean(State state) {
        return mean.value(state);
    }

    /**
     * {@return the population standard deviation, 0 while all values are equal; defined once ready}
     *
     * @param state the state of the running instance.
     */
    public double deviation(State state) {
        return Math.sqrt(squares.value(state) / weight.value(state));
    }
}
