// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Mean and population standard deviation of the last {@code length} values, the deviation with a relative error below
 * 1e-9 however long it runs.
 *
 * <p>The textbook's difference of two sums, {@code n * sum(x^2) - sum(x)^2}, loses everything when the spread is small
 * beside the values: at a price of 100,000 with a variance of 1e-4 it cancels fourteen digits of sixteen. Three things
 * keep the digits here:
 *
 * <ul>
 *   <li>The sums are of distances from a pivot, which is a value of the recent past.
 *   <li>Beside the sums that values enter and leave, a second pair about a pivot of its own only ever adds. When it has
 *       seen a whole window it takes the place of the first, so no rounding error lives longer than two windows.
 *   <li>Within those two windows the spread can still become small beside what the sums have held: when all prices have
 *       moved far from the pivot, or an outlier has left. That is noticed, and the sums are made anew from the values.
 * </ul>
 *
 * This last step is the only one that looks at all values. It takes a fall of the deviation to a hundredth, and what
 * has fallen can fall again from the same height only when the window has been filled anew. So an update costs the same
 * on average whatever the length, and the worst single one is a sweep of the window.
 *
 * @param window the values.
 * @param current the sums of the window.
 * @param next the sums of the values since the ring of the window last began at its first place.
 */
public record RollingMoments(DoubleWindow window, PivotedSums current, PivotedSums next) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values, from 2 to 100,000.
     * @return the moments of no values yet.
     */
    public static RollingMoments of(Wiring wiring, String name, int length) {
        return new RollingMoments(
                wiring.window(name, length),
                PivotedSums.of(wiring, name + ".current"),
                PivotedSums.of(wiring, name + ".next"));
    }

    /**
     * Adds a value; the oldest leaves if the window was full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @return whether the window is full; the moments are defined once it is.
     */
    public boolean update(State state, double value) {
        double evicted = window.push(state, value);
        // The pivot of the first window is 0; if that was too far, the sums are worn when it is full.
        next.add(state, value);
        // The ring of the window is full and begins again. The last value of this round is only the pivot of the next.
        if (state.getLong(window.cursorSlot()) == 0) {
            current.copyFrom(state, next);
            next.begin(state, value);
        } else if (window.isFull(state)) {
            current.replace(state, evicted, value);
        } else {
            return false;
        }
        if (current.isWorn(state, window.capacity())) {
            sweep(state);
        }
        return true;
    }

    private void sweep(State state) {
        current.begin(state, window.get(state, 0));
        for (int age = 1; age < window.capacity(); age++) {
            current.add(state, window.get(state, age));
        }
    }

    /**
     * {@return the mean}
     *
     * @param state the state of the running instance.
     */
    public double mean(State state) {
        return current.pivot(state) + current.first(state) / window.capacity();
    }

    /**
     * {@return the population standard deviation; 0 exactly when all values are equal}
     *
     * @param state the state of the running instance.
     */
    public double deviation(State state) {
        return Math.sqrt(current.spread(state, window.capacity())) / window.capacity();
    }

    /**
     * {@return the population variance; 0 exactly when all values are equal}
     *
     * @param state the state of the running instance.
     */
    public double variance(State state) {
        double n = window.capacity();
        return current.spread(state, window.capacity()) / (n * n);
    }

    /**
     * {@return the sample variance, which divides by one less than the number of values}
     *
     * @param state the state of the running instance.
     */
    public double sampleVariance(State state) {
        double n = window.capacity();
        return current.spread(state, window.capacity()) / (n * (n - 1));
    }

    /**
     * How many standard deviations a value lies from the mean. The mean is not rounded before it is compared, so the
     * score of a value close to it is as exact as any other.
     *
     * @param state the state of the running instance.
     * @param value any value.
     * @return the score; not finite when all values of the window are equal.
     */
    public double score(State state, double value) {
        int n = window.capacity();
        double offset = n * current.distance(state, value) - current.first(state);
        return offset / Math.sqrt(current.spread(state, n));
    }
}
