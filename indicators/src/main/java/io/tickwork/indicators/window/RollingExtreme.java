// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The highest, or the lowest, of the last {@code length} values.
 *
 * <p>Kept is a queue of the values that are an extreme of all that came after them; the first is the answer. A new
 * value puts out those behind which it makes no difference. They are the last ones in the queue, which is sorted, so
 * their number is found by galloping: constant time on average, logarithmic at worst, and never a sweep of the window.
 *
 * @param isHighest whether the highest is kept, else the lowest.
 * @param length how many values it is over.
 * @param values the queue, a ring of a power of two.
 * @param positions beside each value, the how-manieth it was.
 * @param head number of the first place in use; places are numbered from 0 on and wrapped when used.
 * @param tail number of the first place after those in use.
 * @param count how many values have come.
 */
public record RollingExtreme(
        boolean isHighest,
        int length,
        DoubleArray values,
        LongArray positions,
        LongVar head,
        LongVar tail,
        LongVar count) {
    /**
     * Declares the state of a highest value.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values it is over.
     * @return the highest of no values yet.
     */
    public static RollingExtreme highest(Wiring wiring, String name, int length) {
        return of(wiring, name, length, true);
    }

    /**
     * Declares the state of a lowest value.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values it is over.
     * @return the lowest of no values yet.
     */
    public static RollingExtreme lowest(Wiring wiring, String name, int length) {
        return of(wiring, name, length, false);
    }

    private static RollingExtreme of(Wiring wiring, String name, int length, boolean isHighest) {
        int capacity = length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
        return new RollingExtreme(
                isHighest,
                length,
                wiring.doubleArray(name + ".values", capacity),
                wiring.longArray(name + ".positions", capacity),
                wiring.longVar(name + ".head"),
                wiring.longVar(name + ".tail"),
                wiring.longVar(name + ".count"));
    }

    /**
     * Adds a value; the oldest leaves once {@code length} have come.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     */
    public void update(State state, double value) {
        long position = count.add(state, 1);
        long first = head.get(state);
        long end = tail.get(state);
        if (first < end && positions.get(state, index(first)) <= position - length) {
            head.set(state, ++first);
        }
        if (first < end && isDominated(state, end - 1, value)) {
            end = firstDominated(state, first, end - 1, value);
        }
        values.set(state, index(end), value);
        positions.set(state, index(end), position);
        tail.set(state, end + 1);
    }

    /** The first of the places whose values make no difference any more, the last place being one of them. */
    private long firstDominated(State state, long first, long last, double value) {
        long dominated = last;
        long step = 1;
        while (dominated - step >= first && isDominated(state, dominated - step, value)) {
            dominated -= step;
            step <<= 1;
        }
        long standing = Math.max(dominated - step, first - 1);
        while (dominated - standing > 1) {
            long middle = (dominated + standing) >>> 1;
            if (isDominated(state, middle, value)) {
                dominated = middle;
            } else {
                standing = middle;
            }
        }
        return dominated;
    }

    private boolean isDominated(State state, long place, double value) {
        double earlier = values.get(state, index(place));
        return isHighest ? earlier <= value : earlier >= value;
    }

    private int index(long place) {
        return (int) place & (values.length() - 1);
    }

    /**
     * {@return whether {@code length} values have come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return count.get(state) >= length;
    }

    /**
     * {@return the extreme; defined once a value has come}
     *
     * @param state the state of the running instance.
     */
    public double value(State state) {
        return values.get(state, index(head.get(state)));
    }

    /**
     * {@return how many values have come since the extreme: 0 when it is the newest, and of equal values the newest
     * counts; defined once a value has come}
     *
     * @param state the state of the running instance.
     */
    public int age(State state) {
        return (int) (count.get(state) - positions.get(state, index(head.get(state))));
    }
}
