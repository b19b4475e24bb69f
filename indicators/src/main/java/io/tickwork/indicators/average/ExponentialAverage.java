// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * An average in which each new value has the same weight and all before it share the rest. Its seed value is the plain
 * mean of the first {@code seedCount} values.
 *
 * @param average the average; while it is being seeded, the sum so far.
 * @param count how many values have come, at most {@code seedCount}.
 * @param seedCount how many values make the seed.
 * @param weight of each value after those.
 */
public record ExponentialAverage(DoubleVar average, LongVar count, int seedCount, double weight) {
    /**
     * Declares the state of an exponential moving average in the usual sense: weight 2 / (period + 1).
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param period also how many values make the seed.
     * @return the average of no values yet.
     */
    public static ExponentialAverage ofPeriod(Wiring wiring, String name, int period) {
        return of(wiring, name, period, 2.0 / (period + 1));
    }

    /**
     * Declares the state of Wilder's smoothing, which is an exponential average of weight 1 / period.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param period also how many values make the seed.
     * @return the average of no values yet.
     */
    public static ExponentialAverage wilder(Wiring wiring, String name, int period) {
        return of(wiring, name, period, 1.0 / period);
    }

    private static ExponentialAverage of(Wiring wiring, String name, int seedCount, double weight) {
        return new ExponentialAverage(wiring.doubleVar(name), wiring.longVar(name + ".count"), seedCount, weight);
    }

    /**
     * Adds a value.
     *
     * @param state the state of the running instance.
     * @param input the value.
     * @return whether there is an average: {@code seedCount} values have come.
     */
    public boolean update(State state, double input) {
        double before = average.get(state);
        if (isReady(state)) {
            average.set(state, before + weight * (input - before));
            return true;
        }
        double sum = before + input;
        boolean isSeeded = count.add(state, 1) == seedCount;
        average.set(state, isSeeded ? sum / seedCount : sum);
        return isSeeded;
    }

    /**
     * {@return whether there is an average: {@code seedCount} values have come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return count.get(state) == seedCount;
    }

    /**
     * {@return the average; defined once ready}
     *
     * @param state the state of the running instance.
     */
    public double value(State state) {
        return average.get(state);
    }
}
