// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The level at which the price was last stopped on its way down, or up, and what was traded against it.
 *
 * @param aggressor who pushes: sellers on the way down.
 * @param level the furthest level reached.
 * @param volume what the aggressor took there.
 * @param started 1 once there is one.
 */
record WatchedLevel(Side aggressor, LongVar level, DoubleVar volume, LongVar started) {
    static WatchedLevel of(Wiring wiring, String name, Side aggressor) {
        return new WatchedLevel(
                aggressor,
                wiring.longVar(name + ".level"),
                wiring.doubleVar(name + ".volume"),
                wiring.longVar(name + ".started"));
    }

    void update(State state, long traded, double size, long away) {
        long distance = aggressor == Side.SELL ? traded - level.get(state) : level.get(state) - traded;
        if (distance < 0 || distance > away || started.get(state) == 0) {
            started.set(state, 1);
            level.set(state, traded);
            volume.set(state, size);
        } else if (distance == 0) {
            volume.add(state, size);
        }
    }
}
