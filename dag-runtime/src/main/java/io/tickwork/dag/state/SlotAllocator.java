// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

/**
 * Gives out slots, scalars first and array elements behind all scalars. Since the number of scalars is known only at
 * the end, a layout is made twice: once to measure, then again from {@link #SlotAllocator(SlotAllocator)}.
 */
public final class SlotAllocator {
    // Counted as longs, so that a layout can be measured that turns out to be too large to be used.
    private final long doubleElementBase;
    private final long longElementBase;
    private long doubleScalarCount;
    private long longScalarCount;
    private long doubleElementCount;
    private long longElementCount;
    private int outputCount;

    /** An allocator for measuring: its slots of elements overlap those of scalars. */
    public SlotAllocator() {
        doubleElementBase = 0;
        longElementBase = 0;
    }

    /** @param measured an allocator that has served the same requests. */
    public SlotAllocator(SlotAllocator measured) {
        doubleElementBase = measured.doubleScalarCount;
        longElementBase = measured.longScalarCount;
    }

    /**
     * {@return the first of some double scalars}
     *
     * @param count how many.
     */
    public int doubleScalars(int count) {
        doubleScalarCount += count;
        return (int) (doubleScalarCount - count);
    }

    /**
     * {@return the first of some long scalars}
     *
     * @param count how many.
     */
    public int longScalars(int count) {
        longScalarCount += count;
        return (int) (longScalarCount - count);
    }

    /**
     * {@return the first of the doubles of an array}
     *
     * @param count how many.
     */
    public int doubleElements(int count) {
        doubleElementCount += count;
        return (int) (doubleElementBase + doubleElementCount - count);
    }

    /**
     * {@return the first of the longs of an array}
     *
     * @param count how many.
     */
    public int longElements(int count) {
        longElementCount += count;
        return (int) (longElementBase + longElementCount - count);
    }

    /** {@return the number of slots given out, of doubles and of longs} */
    public long slotCount() {
        return doubleScalarCount + longScalarCount + doubleElementCount + longElementCount;
    }

    /** {@return the index of a new output or source} */
    public int output() {
        return outputCount++;
    }

    /** {@return the number of double slots given out} */
    public int doubleCount() {
        return (int) (doubleScalarCount + doubleElementCount);
    }

    /** {@return the number of long slots given out} */
    public int longCount() {
        return (int) (longScalarCount + longElementCount);
    }

    /** {@return the number of outputs and sources} */
    public int outputCount() {
        return outputCount;
    }
}
