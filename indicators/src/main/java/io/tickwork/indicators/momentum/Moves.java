// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * The average rise and the average fall of a series from each input to the next, smoothed by Wilder.
 *
 * <p>When nothing has moved for so long that the averages have faded away, no movement is left. TA-Lib calls them faded
 * below 1e-8, which for a coin priced at 1e-6 is always; here it is below the last digit of the price, so that nothing
 * depends on the unit a price is quoted in.
 *
 * @param gain average rise.
 * @param loss average fall.
 * @param previous the input before.
 */
record Moves(ExponentialAverage gain, ExponentialAverage loss, DoubleWindow previous) {
    /** Declares the state; the averages are seeded with the mean of the first {@code period} changes. */
    static Moves of(Wiring wiring, int period) {
        return new Moves(
                ExponentialAverage.wilder(wiring, "gain", period),
                ExponentialAverage.wilder(wiring, "loss", period),
                wiring.window("previous", 1));
    }

    /** Adds a price; returns whether there are averages. */
    boolean update(State state, double price) {
        boolean isFirst = !previous.isFull(state);
        double change = price - previous.push(state, price);
        if (isFirst) {
            return false;
        }
        gain.update(state, Math.max(change, 0.0));
        loss.update(state, Math.max(-change, 0.0));
        return gain.isReady(state);
    }

    /** {@return a part of all movement in percent, 0 when no movement is left} */
    private double percent(State state, double part) {
        double movement = gain.value(state) + loss.value(state);
        return movement < Math.ulp(previous.get(state, 0)) ? 0.0 : 100.0 * (part / movement);
    }

    /** {@return the share of rises in all movement, 0 to 100} */
    double rises(State state) {
        return percent(state, gain.value(state));
    }

    /** {@return by how much the rises outweigh the falls, -100 to 100} */
    double balance(State state) {
        return percent(state, gain.value(state) - loss.value(state));
    }
}
