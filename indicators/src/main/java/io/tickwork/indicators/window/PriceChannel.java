// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The highest high and the lowest low of the last bars.
 *
 * @param high the highest high.
 * @param low the lowest low.
 */
public record PriceChannel(RollingExtreme high, RollingExtreme low) {
    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many bars it is over.
     * @return the channel of no bars yet.
     */
    public static PriceChannel of(Wiring wiring, String name, int length) {
        return new PriceChannel(
                RollingExtreme.highest(wiring, name + ".high", length),
                RollingExtreme.lowest(wiring, name + ".low", length));
    }

    /**
     * Adds a bar; the oldest leaves once {@code length} have come.
     *
     * @param state the state of the running instance.
     * @param bar what to add.
     */
    public void update(State state, CandleIn bar) {
        high.update(state, bar.high(state));
        low.update(state, bar.low(state));
    }

    /**
     * {@return whether {@code length} bars have come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return high.isReady(state);
    }

    /**
     * {@return the highest high}
     *
     * @param state the state of the running instance.
     */
    public double upper(State state) {
        return high.value(state);
    }

    /**
     * {@return the lowest low}
     *
     * @param state the state of the running instance.
     */
    public double lower(State state) {
        return low.value(state);
    }

    /**
     * {@return the price half way between them}
     *
     * @param state the state of the running instance.
     */
    public double middle(State state) {
        return high.value(state) / 2 + low.value(state) / 2;
    }
}
