// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The sum of the last {@code length} values.
 *
 * <p>Values are added as they come and subtracted as they leave, in a {@link CompensatedSum}. Beside it a second sum
 * only ever adds; when it has seen a whole window it takes the place of the first and starts again. So no trace of an
 * outlier, nor of a sum that overflowed, outlives its window by more than another window, and no update costs more than
 * the others. A window of equal values has exactly their sum.
 *
 * @param window the values.
 * @param current the sum of the window.
 * @param next the sum of the values since the ring of the window last began at its first place.
 * @param repeatCount how many times in a row the newest value has come.
 */
public record RollingSum(DoubleWindow window, CompensatedSum current, CompensatedSum next, LongVar repeatCount) {
    /**
     * Declares the state of a sum.
     *
     * @param wiring of the node.
     * @param name of the sum, unique in the node.
     * @param length how many values it is over.
     * @return the sum, of no values yet.
     */
    public static RollingSum of(Wiring wiring, String name, int length) {
        return new RollingSum(
                wiring.window(name, length),
                CompensatedSum.of(wiring, name + ".current"),
                CompensatedSum.of(wiring, name + ".next"),
                wiring.longVar(name + ".repeat-count"));
    }

    /**
     * Adds a value; the oldest leaves if the window was full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     */
    public void update(State state, double value) {
        repeatCount.set(state, value == window.get(state, 0) ? repeatCount.get(state) + 1 : 1);
        double evicted = window.push(state, value);
        current.add(state, value);
        current.add(state, -evicted);
        next.add(state, value);
        // The ring of the window is full and begins again.
        if (state.getLong(window.cursorSlot()) == 0) {
            current.takeFrom(state, next);
        }
    }

    /**
     * {@return whether {@code length} values have come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return window.isFull(state);
    }

    /**
     * {@return whether the window is full of one and the same value}
     *
     * @param state the state of the running instance.
     */
    public boolean isConstant(State state) {
        return repeatCount.get(state) >= window.capacity();
    }

    /**
     * {@return the sum}
     *
     * @param state the state of the running instance.
     */
    public double sum(State state) {
        return isConstant(state) ? window.capacity() * window.get(state, 0) : current.value(state);
    }

    /**
     * {@return the mean; defined once the window is full}
     *
     * @param state the state of the running instance.
     */
    public double mean(State state) {
        return isConstant(state) ? window.get(state, 0) : current.value(state) / window.capacity();
    }
}
