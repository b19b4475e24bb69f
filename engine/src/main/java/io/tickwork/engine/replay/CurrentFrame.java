// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** A copy of events of one frame: the one that was run last, if any was, and those behind it. */
final class CurrentFrame {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final IntArrayList offsets = new IntArrayList();
    private final IntArrayList sourceIds = new IntArrayList();
    private final LongArrayList sourceSequences = new LongArrayList();
    private long firstSequence;
    private int end;
    private int place = -1;

    void clear() {
        offsets.clear();
        sourceIds.clear();
        sourceSequences.clear();
        end = 0;
        place = -1;
    }

    /** Adds an event behind the others. */
    void add(long sequence, int sourceId, long sourceSequence, DirectBuffer from, int offset, int length) {
        if (offsets.isEmpty()) {
            firstSequence = sequence;
        }
        buffer.putBytes(end, from, offset, length);
        offsets.addInt(end);
        sourceIds.addInt(sourceId);
        sourceSequences.addLong(sourceSequence);
        end += length;
    }

    boolean isEmpty() {
        return offsets.isEmpty();
    }

    boolean hasNext() {
        return place + 1 < offsets.size();
    }

    /** The sequence of the event that comes next, if there is one. */
    long nextSequence() {
        return firstSequence + place + 1;
    }

    void moveOn() {
        place++;
    }

    boolean hasCurrent() {
        return place >= 0;
    }

    long sequence() {
        return firstSequence + place;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offsets.getInt(place);
    }

    int length() {
        return (place + 1 < offsets.size() ? offsets.getInt(place + 1) : end) - offset();
    }

    int sourceId() {
        return sourceIds.getInt(place);
    }

    long sourceSequence() {
        return sourceSequences.getLong(place);
    }
}
