// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * The last {@code capacity} values pushed, in a ring of double slots. Every operation costs the same whatever the
 * capacity.
 *
 * @param base where the ring begins among the double slots.
 * @param capacity how many values it holds.
 * @param cursorSlot the long slot with the place of the next value; the size lies in the slot after it.
 */
public record DoubleWindow(int base, int capacity, int cursorSlot) {
    /** Long slots used: cursor, size. */
    public static final int LONG_SLOTS = 2;

    /**
     * Adds a value, which takes the place of the oldest one when the window is full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @return the value that left, 0 while the window was not full.
     */
    public double push(State state, double value) {
        if (state.longs[cursorSlot + 1] < capacity) {
            state.longs[cursorSlot + 1]++;
        }
        int cursor = (int) state.longs[cursorSlot];
        double evicted = state.doubles[base + cursor];
        state.doubles[base + cursor] = value;
        state.longs[cursorSlot] = cursor + 1 == capacity ? 0 : cursor + 1;
        return evicted;
    }

    /**
     * {@return how many values the window holds, at most its capacity}
     *
     * @param state the running instance.
     */
    public int size(State state) {
        return (int) state.longs[cursorSlot + 1];
    }

    /**
     * {@return whether the next push makes a value leave}
     *
     * @param state the state of the running instance.
     */
    public boolean isFull(State state) {
        return state.longs[cursorSlot + 1] == capacity;
    }

    /**
     * @param state the state of the running instance.
     * @param age 0 for the newest value, 1 for the one before, up to {@code size - 1}.
     * @return that value.
     */
    public double get(State state, int age) {
        int index = (int) state.longs[cursorSlot] - 1 - age;
        return state.doubles[base + (index < 0 ? index + capacity : index)];
    }
}
