// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.journal.JournalPosition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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
            thinOut(image.sequence());
        }
    }

    /**
     * Removes an eighth, so that looking at all of them is rare: those first that leave the smallest gap, measured by
     * how far away from here it is, and none of two neighbours. The one that is here stays.
     */
    private void thinOut(long here) {
        List<Long> keys = new ArrayList<>(images.keySet());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) != here) {
                places.add(i);
            }
        }
        places.sort(Comparator.comparingDouble(i -> gapWithout(keys, i) / Math.abs(keys.get(i) - here)));
        BitSet removed = new BitSet();
        long wanted = bytesMax - bytesMax / 8;
        for (int i = 0; i < places.size() && bytes > wanted; i++) {
            int place = places.get(i);
            if (!removed.get(place + 1) && (place == 0 || !removed.get(place - 1))) {
                removed.set(place);
                bytes -= images.remove(keys.get(place)).state().length;
            }
        }
    }

    /** How far apart its neighbours are; beyond the last, as far as it is from the one before. */
    private static double gapWithout(List<Long> keys, int place) {
        long key = keys.get(place);
        long before = place == 0 ? 0 : keys.get(place - 1);
        long next = place + 1 == keys.size() ? key + (key - before) : keys.get(place + 1);
        return next - before;
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
