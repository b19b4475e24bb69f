// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.journal.JournalPosition;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images of the state in memory, by the sequence of the last event in them. When they take too much, those go that are
 * missed least: near to where the cursor is they stay dense, further away they become sparse.
 */
final class StateImages {
    private final TreeMap<Long, Image> images = new TreeMap<>();
    private final long bytesMax;
    private long bytes;

    /**
     * An image of the state.
     *
     * @param sequence of the last event in it.
     * @param position where the journal goes on behind that event.
     * @param state as the processor saved it.
     */
    record Image(long sequence, JournalPosition position, byte[] state) {}

    StateImages(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** {@return the newest image up to an event, null when there is none} */
    Image atOrBefore(long sequence) {
        Map.Entry<Long, Image> floor = images.floorEntry(sequence);
        return floor == null ? null : floor.getValue();
    }

    /** {@return whether an image of so many bytes can be kept at all} */
    boolean takes(long length) {
        return length <= bytesMax;
    }

    /** Adds an image, which the cursor is at. */
    void add(Image image) {
        Image before = images.put(image.sequence(), image);
        bytes += image.state().length - (before == null ? 0 : before.state().length);
        while (bytes > bytesMax) {
            bytes -= images.remove(leastMissed(image.sequence())).state().length;
        }
    }

    /**
     * The image that leaves the smallest gap, measured by how far away from here it is. The one here is the last to go.
     */
    private long leastMissed(long here) {
        long least = images.firstKey();
        double leastGap = Double.MAX_VALUE;
        long before = 0;
        Iterator<Long> keys = images.keySet().iterator();
        long key = keys.next();
        while (true) {
            boolean isLast = !keys.hasNext();
            long next = isLast ? key + (key - before) : keys.next();
            double gap = key == here ? Double.MAX_VALUE : (double) (next - before) / Math.abs(key - here);
            if (gap < leastGap) {
                leastGap = gap;
                least = key;
            }
            if (isLast) {
                return least;
            }
            before = key;
            key = next;
        }
    }

    /** {@return how many there are} */
    int count() {
        return images.size();
    }

    /** {@return how many bytes they take} */
    long bytes() {
        return bytes;
    }
}
