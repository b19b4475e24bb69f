// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.orderflow;

import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The hunt for the orders beyond one level: the price is driven beyond it, whoever drives it is absorbed, and the price
 * comes back. Written for a level below the price; above it, everything has the other sign.
 *
 * @param sign 1 for levels below the price, which are bought, -1 for levels above, which are sold.
 * @param level what was swept.
 * @param extreme how far beyond it the price went since.
 * @param age how many bars the sweep is old, that of the sweep itself being 1; 0 when there is none.
 * @param absorbed 1 when there was absorption since the sweep.
 */
record Hunt(int sign, DoubleVar level, DoubleVar extreme, LongVar age, LongVar absorbed) {
    static Hunt of(Wiring wiring, String name, int sign) {
        return new Hunt(
                sign,
                wiring.doubleVar(name + ".level"),
                wiring.doubleVar(name + ".extreme"),
                wiring.longVar(name + ".age"),
                wiring.longVar(name + ".absorbed"));
    }

    /**
     * Takes note of how far a bar went.
     *
     * @param state the state of the running instance.
     * @param known the level known before the bar.
     * @param reach the price of the bar that is furthest on the side of the level.
     * @param within how many bars after a sweep it is forgotten.
     */
    void sweep(State state, double known, double reach, int within) {
        long bars = age.get(state);
        boolean isOngoing = bars > 0 && bars <= within;
        if (isOngoing) {
            age.set(state, bars + 1);
            extreme.set(state, sign * Math.min(sign * extreme.get(state), sign * reach));
            return;
        }
        boolean isSwept = sign * reach < sign * known;
        age.set(state, isSwept ? 1 : 0);
        if (isSwept) {
            level.set(state, known);
            extreme.set(state, reach);
            absorbed.set(state, 0);
        }
    }

    /**
     * Takes note of what was traded in the bar; when the hunt is over with it, the sweep is forgotten.
     *
     * @param state the state of the running instance.
     * @param isAbsorbed whether those who drove the price were absorbed during the bar.
     * @param isTurned whether the flow of the bar has turned.
     * @param close where the bar closed.
     * @return whether the hunt was successful with this bar.
     */
    boolean isOver(State state, boolean isAbsorbed, boolean isTurned, double close) {
        if (age.get(state) == 0) {
            return false;
        }
        if (isAbsorbed) {
            absorbed.set(state, 1);
        }
        boolean isOver = absorbed.get(state) != 0 && isTurned && sign * close > sign * level.get(state);
        if (isOver) {
            age.set(state, 0);
        }
        return isOver;
    }
}
