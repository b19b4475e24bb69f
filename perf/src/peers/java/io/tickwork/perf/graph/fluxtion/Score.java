// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph.fluxtion;

import com.fluxtion.runtime.annotations.Initialise;
import com.fluxtion.runtime.annotations.OnTrigger;

/**
 * The rolling standard score of {@code io.tickwork.indicators.statistic.ZScore}, operation by operation, so that both
 * give the same bits: sums of distances from a pivot, a second pair of sums that only adds and takes the place of the
 * first once it has seen a whole window, and sums made anew from the window when the spread has become too small.
 */
public final class Score {
    private static final double SPREAD_MIN = 1e-4;

    private final Difference source;
    private final int length;
    private transient double[] window;
    private transient int cursor;
    private transient int size;
    private transient double score;

    private transient double pivot;
    private transient double first;
    private transient double second;
    private transient double peak;

    private transient double nextPivot;
    private transient double nextFirst;
    private transient double nextSecond;

    /**
     * @param source what is scored.
     * @param length how many values mean and deviation are of.
     */
    public Score(Difference source, int length) {
        this.source = source;
        this.length = length;
    }

    /** Makes the window. */
    @Initialise
    public void start() {
        window = new double[length];
    }

    /** {@return whether there is a score} */
    @OnTrigger
    public boolean update() {
        double value = source.value();
        double evicted = window[cursor];
        window[cursor] = value;
        cursor = cursor + 1 == length ? 0 : cursor + 1;
        if (size < length) {
            size++;
        }
        double fromNext = value - nextPivot;
        nextFirst += fromNext;
        nextSecond += fromNext * fromNext;
        if (cursor == 0) {
            pivot = nextPivot;
            first = nextFirst;
            second = nextSecond;
            peak = nextSecond;
            nextPivot = value;
            nextFirst = 0;
            nextSecond = 0;
        } else if (size == length) {
            double entering = value - pivot;
            double leaving = evicted - pivot;
            double held = second + entering * entering;
            if (held > peak) {
                peak = held;
            }
            first += entering - leaving;
            second = held - leaving * leaving;
        } else {
            return false;
        }
        if (length * second - first * first < SPREAD_MIN * length * peak) {
            sweep();
        }
        score = (length * (value - pivot) - first) / Math.sqrt(length * second - first * first);
        return Double.isFinite(score);
    }

    private void sweep() {
        pivot = window[cursor == 0 ? length - 1 : cursor - 1];
        first = 0;
        second = 0;
        peak = 0;
        for (int age = 1; age < length; age++) {
            int index = cursor - 1 - age;
            double distance = window[index < 0 ? index + length : index] - pivot;
            first += distance;
            second += distance * distance;
        }
    }

    /** {@return the score} */
    public double value() {
        return score;
    }
}
