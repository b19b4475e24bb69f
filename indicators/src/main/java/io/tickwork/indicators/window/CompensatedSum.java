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
public record CompensatedSum(DoubleVar high, DoubleVar low) {
    /**
     * Declares the state of a sum.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @return the sum, of no values yet.
     */
    public static CompensatedSum of(Wiring wiring, String name) {
        return new CompensatedSum(wiring.doubleVar(name), wiring.doubleVar(name + ".low"));
    }

    /**
     * Adds a value.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     */
    public void add(State state, double value) {
        double before = high.get(state);
        double after = before + value;
        double added = after - before;
        high.set(state, after);
        low.add(state, (before - (after - added)) + (value - added));
    }

    /**
     * {@return the sum}
     *
     * @param state the state of the running instance.
     */
    public double value(State state) {
        return high.get(state) + low.get(state);
    }

    /**
     * {@return how far a value lies above the sum, which is not rounded before}
     *
     * @param state the state of the running instance.
     * @param value any value.
     */
    double distance(State state, double value) {
        return (value - high.get(state)) - low.get(state);
    }

    /**
     * Goes back to zero.
     *
     * @param state the state of the running instance.
     */
    public void clear(State state) {
        high.set(state, 0.0);
        low.set(state, 0.0);
    }

    /** Takes the value of another sum. */
    void copyFrom(State state, CompensatedSum other) {
        high.set(state, other.high.get(state));
        low.set(state, other.low.get(state));
    }

    /** Takes the value of another sum, which goes back to zero. */
    void takeFrom(State state, CompensatedSum other) {
        copyFrom(state, other);
        other.clear(state);
    }
}
