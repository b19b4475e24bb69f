// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The straight line that fits the last {@code length} values best, by least squares, and their linearly weighted mean.
 * The oldest value has place 0, the newest {@code length - 1}.
 *
 * <p>A slope is often small beside what values of such a size would give by chance. Its relative error, and that of the
 * share of the variance it explains, is below 1e-9 down to the slopes that pure noise has ({@code deviation * sqrt(12 /
 * length^3)}); below those the error stays what it is there. In the longest windows it can be 1e-8, when all values lie
 * a hundred deviations from where the window began. That holds however long it runs, by the three things that
 * {@link RollingMoments} does: distances from a pivot, sums that are renewed with each window, and a sweep when what is
 * left is small beside what has been held. So it costs the same on average whatever the length, and the worst single
 * update is a sweep of the window.
 *
 * @param window the values.
 * @param current the sums of the window.
 * @param next the sums of the values since the ring of the window last began at its first place.
 */
public record RollingLine(DoubleWindow window, WeightedSums current, WeightedSums next) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values, from 1 to 100,000; a line needs two.
     * @return the line through no values yet.
     */
    public static RollingLine of(Wiring wiring, String name, int length) {
        return new RollingLine(
                wiring.window(name, length),
                WeightedSums.of(wiring, name + ".current"),
                WeightedSums.of(wiring, name + ".next"));
    }

    /**
     * Adds a value; the oldest leaves if the window was full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @return whether the window is full; all else is defined once it is.
     */
    public boolean update(State state, double value) {
        long place = state.getLong(window.cursorSlot());
        double evicted = window.push(state, value);
        next.add(state, place, value);
        // The ring of the window is full and begins again. The last value of this round is only the pivot of the next.
        if (place == lastPlace()) {
            current.copyFrom(state, next);
            next.begin(state, value);
        } else if (window.isFull(state)) {
            current.shift(state, lastPlace(), evicted, value);
        } else {
            return false;
        }
        if (current.moments().isWorn(state, window.capacity())) {
            sweep(state);
        }
        return true;
    }

    private void sweep(State state) {
        current.begin(state, window.get(state, 0));
        for (int age = 1; age < window.capacity(); age++) {
            current.add(state, lastPlace() - age, window.get(state, age));
        }
    }

    private int lastPlace() {
        return window.capacity() - 1;
    }

    /**
     * {@return the mean of the values, which is also where the line is at the middle of the window}
     *
     * @param state the state of the running instance.
     */
    public double mean(State state) {
        return current.moments().pivot(state) + current.moments().first(state) / window.capacity();
    }

    /**
     * {@return the mean of the values weighted by their places, the weight of the oldest being 1}
     *
     * @param state the state of the running instance.
     */
    public double weightedMean(State state) {
        double n = window.capacity();
        double sum = current.weighted().get(state) + current.moments().first(state);
        return current.moments().pivot(state) + sum / (n * (n + 1) / 2);
    }

    /**
     * {@return how much the line rises from one place to the next; 0 exactly when all values are equal}
     *
     * @param state the state of the running instance.
     */
    public double slope(State state) {
        return covariation(state) / placeVariation();
    }

    /**
     * {@return the share of the variance that the line explains, 0 to 1; not a number when all values are equal}
     *
     * @param state the state of the running instance.
     */
    public double determination(State state) {
        double n = window.capacity();
        double covariation = covariation(state);
        double spread = current.moments().spread(state, window.capacity());
        return Math.min(1.0, covariation / placeVariation() * (n * covariation / spread));
    }

    /** The sum over all values of the distance of the place from the middle, times the distance from the mean. */
    private double covariation(State state) {
        double middle = lastPlace() / 2.0;
        return current.weighted().get(state) - middle * current.moments().first(state);
    }

    /** The sum of the squares of the distances of the places from the middle. */
    private double placeVariation() {
        double n = window.capacity();
        return n * (n * n - 1) / 12;
    }
}
