// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The flat state of one instance of a graph: a {@code double[]} and a {@code long[]} that hold every source field,
 * output and state variable at a slot fixed when the graph was built, and the validity of each output.
 *
 * <p>Nodes use it through their handles. The methods that take slot numbers are for the runtime.
 *
 * <p>Threading: confined to the thread that runs the graph. Memory: everything is allocated by the constructor.
 */
public final class State {
    /** In the image of a state all NaNs are this one: which of them an operation gives is up to the machine. */
    private static final long CANONICAL_NAN = Double.doubleToLongBits(Double.NaN);

    private static final int IMAGE_HEAD_WORDS = 2;

    final double[] doubles;
    final long[] longs;
    private final long[] valid;
    private final long[] quarantined;
    private final long[] producedAt;
    private final Exception[] faults;
    private long cycleTimeNs;
    private long cycle;
    private boolean faulted;
    private long nonFiniteCount;

    /**
     * @param doubleCount slots that hold doubles.
     * @param longCount slots that hold longs and booleans.
     * @param outputCount outputs, those of sources included.
     * @param nodeCount nodes.
     */
    public State(int doubleCount, int longCount, int outputCount, int nodeCount) {
        doubles = new double[doubleCount];
        longs = new long[longCount];
        valid = new long[(outputCount + 63) >>> 6];
        producedAt = new long[outputCount];
        quarantined = new long[(nodeCount + 63) >>> 6];
        faults = new Exception[nodeCount];
    }

    /**
     * The time of this cycle: of a boundary cycle the boundary itself, of an event's own cycle the greatest event time
     * seen so far.
     *
     * @return UTC epoch nanoseconds.
     */
    public long cycleTimeNs() {
        return cycleTimeNs;
    }

    /**
     * Begins a cycle: from here on no output counts as produced.
     *
     * @param timeNs the time of the cycle, UTC epoch nanoseconds.
     */
    public void beginCycle(long timeNs) {
        cycleTimeNs = timeNs;
        cycle++;
    }

    /**
     * {@return the value in a double slot}
     *
     * @param slot its number.
     */
    public double getDouble(int slot) {
        return doubles[slot];
    }

    /**
     * @param slot the number of a double slot.
     * @param value its new value.
     */
    public void setDouble(int slot, double value) {
        doubles[slot] = value;
    }

    /**
     * {@return the value in a long slot}
     *
     * @param slot its number.
     */
    public long getLong(int slot) {
        return longs[slot];
    }

    /**
     * @param slot the number of a long slot.
     * @param value its new value.
     */
    public void setLong(int slot, long value) {
        longs[slot] = value;
    }

    /**
     * Copies double slots.
     *
     * @param from the first.
     * @param to where the first goes.
     * @param count how many.
     */
    public void copyDoubles(int from, int to, int count) {
        System.arraycopy(doubles, from, doubles, to, count);
    }

    /**
     * Copies long slots.
     *
     * @param from the first.
     * @param to where the first goes.
     * @param count how many.
     */
    public void copyLongs(int from, int to, int count) {
        System.arraycopy(longs, from, longs, to, count);
    }

    /** {@return the number of double slots} */
    public int doubleCount() {
        return doubles.length;
    }

    /** {@return the number of long slots} */
    public int longCount() {
        return longs.length;
    }

    /**
     * {@return whether an output holds a value}
     *
     * @param output its index.
     */
    public boolean isValid(int output) {
        return (valid[output >>> 6] & (1L << output)) != 0;
    }

    /**
     * @param output the index of an output.
     * @param isValid whether it holds a value from now on.
     */
    public void setValid(int output, boolean isValid) {
        int word = output >>> 6;
        long bit = 1L << output;
        if ((valid[word] & bit) != 0 != isValid) { // most often nothing changes, and then nothing is written
            valid[word] ^= bit;
        }
    }

    /**
     * {@return the validity of 64 outputs, a bit each}
     *
     * @param word the index of the first of them, divided by 64.
     */
    public long validWord(int word) {
        return valid[word];
    }

    /**
     * Notes that an output was produced in this cycle.
     *
     * @param output its index.
     */
    public void markProduced(int output) {
        producedAt[output] = cycle;
    }

    /**
     * {@return whether an output was marked as produced in this cycle}
     *
     * @param output its index.
     */
    public boolean isProduced(int output) {
        return producedAt[output] == cycle;
    }

    /**
     * Withdraws an output whose node gave it a value that is not finite, and counts that.
     *
     * @param output its index.
     */
    public void withdrawNonFinite(int output) {
        setValid(output, false);
        nonFiniteCount++;
    }

    /** {@return how many values were withdrawn because they were not finite} */
    public long nonFiniteCount() {
        return nonFiniteCount;
    }

    /**
     * Takes a node out of service after it threw.
     *
     * @param node its index.
     * @param cause what it threw; kept until {@link #forgetFaults()}.
     */
    public void quarantine(int node, Exception cause) {
        quarantined[node >>> 6] |= 1L << node;
        faults[node] = cause;
        faulted = true;
    }

    /**
     * {@return whether a node threw and has not been reset since}
     *
     * @param node its index.
     */
    public boolean isQuarantined(int node) {
        return (quarantined[node >>> 6] & (1L << node)) != 0;
    }

    /**
     * {@return the quarantined nodes of 64, as bits}
     *
     * @param word which 64: the index of a node divided by 64.
     */
    public long quarantinedWord(int word) {
        return quarantined[word];
    }

    /**
     * Takes a node back into service.
     *
     * @param node its index.
     */
    public void release(int node) {
        quarantined[node >>> 6] &= ~(1L << node);
    }

    /** {@return whether a node has thrown since {@link #forgetFaults()}} */
    public boolean hasFaults() {
        return faulted;
    }

    /**
     * {@return the index of the next node that has thrown since {@link #forgetFaults()}, -1 when there is none}
     *
     * @param from the index to look from.
     */
    public int nextFault(int from) {
        for (int node = from; node < faults.length; node++) {
            if (faults[node] != null) {
                return node;
            }
        }
        return -1;
    }

    /**
     * {@return what a node threw}
     *
     * @param node its index, from {@link #nextFault(int)}.
     */
    public Exception fault(int node) {
        return faults[node];
    }

    /** Forgets what was thrown; the nodes stay quarantined. */
    public void forgetFaults() {
        Arrays.fill(faults, null);
        faulted = false;
    }

    /** {@return how many words of 8 bytes {@link #saveImage} writes} */
    public int imageWords() {
        return IMAGE_HEAD_WORDS + valid.length + 2 * quarantined.length + doubles.length + longs.length;
    }

    /**
     * Writes all there is to know between two cycles, so not which outputs were produced in the last one. Does not
     * allocate.
     *
     * @param words where to.
     * @param doublesOfWords another view of the same memory.
     * @param at the first of {@link #imageWords()} words.
     */
    public void saveImage(LongBuffer words, DoubleBuffer doublesOfWords, int at) {
        words.put(at, cycleTimeNs);
        words.put(at + 1, nonFiniteCount);
        int next = at + IMAGE_HEAD_WORDS;
        words.put(next, valid);
        next += valid.length;
        words.put(next, quarantined);
        next += quarantined.length;
        for (int word = 0; word < quarantined.length; word++) {
            words.put(next++, faultWord(word));
        }
        words.put(next, longs);
        next += longs.length;
        doublesOfWords.put(next, doubles);
        for (int slot = 0; slot < doubles.length; slot++) {
            if (doubles[slot] != doubles[slot]) {
                words.put(next + slot, CANONICAL_NAN);
            }
        }
    }

    private long faultWord(int word) {
        long bits = 0;
        if (faulted) { // which is rare, and looking at every node is not cheap
            int end = Math.min(faults.length, (word + 1) << 6);
            for (int node = word << 6; node < end; node++) {
                bits |= faults[node] == null ? 0 : 1L << node;
            }
        }
        return bits;
    }

    /**
     * Takes over what {@link #saveImage} has written for a state of the same subgraph. What a node threw is not kept;
     * if that has not been put out yet, an exception that says so stands in for it, unless this state has its own.
     *
     * @param words where from.
     * @param doublesOfWords another view of the same memory.
     * @param at the first of {@link #imageWords()} words.
     */
    public void loadImage(LongBuffer words, DoubleBuffer doublesOfWords, int at) {
        cycleTimeNs = words.get(at);
        nonFiniteCount = words.get(at + 1);
        int next = at + IMAGE_HEAD_WORDS;
        words.get(next, valid);
        next += valid.length;
        words.get(next, quarantined);
        next += quarantined.length;
        faulted = false;
        for (int node = 0; node < faults.length; node++) {
            boolean isPending = (words.get(next + (node >>> 6)) & (1L << node)) != 0;
            if (!isPending) {
                faults[node] = null;
            } else if (faults[node] == null) {
                faults[node] = new IllegalStateException("thrown before the state was saved");
            }
            faulted |= isPending;
        }
        next += quarantined.length;
        words.get(next, longs);
        next += longs.length;
        doublesOfWords.get(next, doubles);
    }

    /** {@return how many outputs there are, those of sources included} */
    public int outputCount() {
        return producedAt.length;
    }

    /** {@return how many nodes there are} */
    public int nodeCount() {
        return faults.length;
    }
}
