// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Wilder's true range: how far the price swings in a bar, the gap from the close of the bar before included.
 *
 * @param bar the bars.
 * @param range of the newest bar.
 * @param previousClose the close of the newest bar, from which the next one's gap is measured.
 * @param started 1 once there is one.
 */
public record TrueRanges(CandleIn bar, DoubleVar range, DoubleVar previousClose, LongVar started) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param bar the bars.
     * @param name unique in the node.
     * @return the ranges of no bars yet.
     */
    public static TrueRanges of(Wiring wiring, CandleIn bar, String name) {
        return new TrueRanges(
                bar,
                wiring.doubleVar(name),
                wiring.doubleVar(name + ".previous-close"),
                wiring.longVar(name + ".started"));
    }

    /**
     * Takes the bar of this run.
     *
     * @param state the state of the running instance.
     * @return whether it has a true range: all but the first have.
     */
    public boolean update(State state) {
        double gapFrom = previousClose.get(state);
        previousClose.set(state, bar.close(state));
        if (started.get(state) == 0) {
            started.set(state, 1);
            return false;
        }
        range.set(state, Math.max(bar.high(state), gapFrom) - Math.min(bar.low(state), gapFrom));
        return true;
    }

    /**
     * {@return the true range of the newest bar, if it has one}
     *
     * @param state the state of the running instance.
     */
    public double value(State state) {
        return range.get(state);
    }
}
