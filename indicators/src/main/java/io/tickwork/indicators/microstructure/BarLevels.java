// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Volume by level and side of the trades of one bar, at a number of neighbouring levels that is bounded.
 *
 * <p>The levels are those from the lowest traded to the highest, wherever these are. A trade that would make them more
 * than there is room for is counted outside of them. They lie in a ring, so that nothing moves when a lower one is
 * added. Adding costs the same for any number of levels.
 *
 * @param levels how many there is room for.
 * @param volumes a ring of a power of two for each side, in the order of their codes.
 * @param outside by side, what was traded at other levels.
 * @param low number of the lowest level.
 * @param end number of the first level above the highest; no greater than {@code low} while there was no trade.
 */
record BarLevels(int levels, DoubleArray volumes, DoubleArray outside, LongVar low, LongVar end) {
    private static final int SIDES = 3;

    static BarLevels of(Wiring wiring, String name, int levels) {
        return new BarLevels(
                levels,
                wiring.doubleArray(name + ".volumes", SIDES * ring(levels)),
                wiring.doubleArray(name + ".outside", SIDES),
                wiring.longVar(name + ".low"),
                wiring.longVar(name + ".end"));
    }

    /** The least power of two that is no less than a number of levels. */
    static int ring(int levels) {
        return levels == 1 ? 1 : Integer.highestOneBit(levels - 1) << 1;
    }

    void add(State state, long level, Side side, double size) {
        if (level >= low.get(state) && level < end.get(state) || reaches(state, level)) {
            int index = index(side, level);
            volumes.set(state, index, volumes.get(state, index) + size);
        } else {
            outside.set(state, side.code(), outside.get(state, side.code()) + size);
        }
    }

    /** Takes a level in, with those that lie between, unless there is no room. */
    private boolean reaches(State state, long level) {
        boolean isFirst = isEmpty(state);
        long lowest = isFirst ? level : Math.min(low.get(state), level);
        long beyond = isFirst ? level + 1 : Math.max(end.get(state), level + 1);
        if (beyond - lowest > levels) {
            return false;
        }
        low.set(state, lowest);
        end.set(state, beyond);
        return true;
    }

    boolean isEmpty(State state) {
        return end.get(state) <= low.get(state);
    }

    /** How many levels there are from the lowest traded to the highest. */
    int count(State state) {
        return (int) (end.get(state) - low.get(state));
    }

    double volume(State state, Side side, long level) {
        return volumes.get(state, index(side, level));
    }

    double outside(State state, Side side) {
        return outside.get(state, side.code());
    }

    void clear(State state) {
        for (int i = 0; i < volumes.length(); i++) {
            volumes.set(state, i, 0);
        }
        for (int i = 0; i < SIDES; i++) {
            outside.set(state, i, 0);
        }
        low.set(state, 0);
        end.set(state, 0);
    }

    private int index(Side side, long level) {
        int ring = volumes.length() / SIDES;
        return side.code() * ring + ((int) level & (ring - 1));
    }
}
