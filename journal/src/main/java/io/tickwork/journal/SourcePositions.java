// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.Arrays;

/**
 * How far each source has come: the source sequence of its last event. For a handful of sources; looking one up is a
 * walk over them, the last one used first.
 *
 * <p>Threading: one thread. Allocates only when a new source appears.
 */
public final class SourcePositions {
    /** What {@link #get} answers for a source that has sent nothing. */
    public static final long NONE = Long.MIN_VALUE;

    private int[] ids = new int[8];
    private long[] sequences = new long[8];
    private int count;
    private int last;

    /** No source has sent anything yet. */
    public SourcePositions() {}

    /**
     * Notes an event.
     *
     * @param sourceId where it came from.
     * @param sourceSequence the source's own sequence number.
     */
    public void set(int sourceId, long sourceSequence) {
        int index = last;
        if (index >= count || ids[index] != sourceId) {
            index = indexOf(sourceId);
            if (index < 0) {
                index = add(sourceId);
            }
            last = index;
        }
        sequences[index] = sourceSequence;
    }

    /**
     * How far a source has come.
     *
     * @param sourceId the source.
     * @return the source sequence of its last event, or {@link #NONE}.
     */
    public long get(int sourceId) {
        final int index = indexOf(sourceId);
        return index < 0 ? NONE : sequences[index];
    }

    /**
     * Number of sources.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    /**
     * A source.
     *
     * @param index from 0, in the order in which sources first appeared.
     * @return its id.
     */
    public int id(int index) {
        return ids[index];
    }

    /**
     * How far a source has come.
     *
     * @param index from 0, in the order in which sources first appeared.
     * @return the source sequence of its last event.
     */
    public long sequence(int index) {
        return sequences[index];
    }

    /**
     * Takes over what another one says.
     *
     * @param other to copy.
     */
    public void setAll(SourcePositions other) {
        for (int i = 0; i < other.count; i++) {
            set(other.ids[i], other.sequences[i]);
        }
    }

    private int indexOf(int sourceId) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == sourceId) {
                return i;
            }
        }
        return -1;
    }

    private int add(int sourceId) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            sequences = Arrays.copyOf(sequences, 2 * count);
        }
        ids[count] = sourceId;
        return count++;
    }
}
