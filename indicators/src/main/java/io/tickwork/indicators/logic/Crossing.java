// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Remembers on which side of another a value lies. A touch changes nothing, so a crossing counts once, when the other
 * side is reached, however long the two have been equal; and where they stand at first is no crossing.
 *
 * @param side where the first value was last seen when the two were not equal.
 */
record Crossing(LongVar side) {
    /** The first value came to lie above the second. */
    static final int UP = 1;

    /** The first value came to lie below the second. */
    static final int DOWN = -1;

    /** No crossing. */
    static final int NONE = 0;

    /** Nothing has come yet. */
    static final int NOT_STARTED = 2;

    private static final long NEW = 0;
    private static final long ABOVE = 1;
    private static final long BELOW = -1;
    /** They have been equal ever since the first pair. */
    private static final long NEITHER = 2;

    static Crossing of(Wiring wiring) {
        return new Crossing(wiring.longVar("side"));
    }

    /** {@return what the next pair is} */
    int update(State state, double left, double right) {
        long before = side.get(state);
        long now = left > right ? ABOVE : left < right ? BELOW : before == NEW ? NEITHER : before;
        side.set(state, now);
        if (before == NEW) {
            return NOT_STARTED;
        }
        return now == before || before == NEITHER ? NONE : now == ABOVE ? UP : DOWN;
    }
}
