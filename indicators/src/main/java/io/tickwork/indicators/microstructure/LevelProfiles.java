// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Several profiles, each the volume by level of some trades, at a bounded number of levels and without loss: when the
 * trades lie too far apart, two neighbouring levels are merged into one, and so on.
 *
 * <p>A profile keeps the lowest and the highest level traded, and how often levels were merged: the least number of
 * times for which there is room. Merged {@code s} times, level <i>k</i> holds the levels from <i>k</i> times
 * 2<sup>s</sup> on. It so depends on which trades it is of, not on their order or on how they were added up, and two
 * profiles are added exactly. Each lies in a ring, as nothing then moves when a lower level is added. Adding a trade
 * costs the same for any number of levels but when levels are merged, which happens at most some fifty times between
 * two clearings.
 *
 * @param levels how many levels a profile has at most.
 * @param ring how many it has places for, a power of two.
 * @param volumes the rings, one profile behind the other.
 * @param spare a ring in which levels lie while they are merged.
 * @param lows by profile, the lowest level, not merged.
 * @param ends by profile, the level above the highest, not merged; no greater than the lowest when there is none.
 * @param merges by profile, how often levels were merged.
 */
record LevelProfiles(
        int levels,
        int ring,
        DoubleArray volumes,
        DoubleArray spare,
        LongArray lows,
        LongArray ends,
        LongArray merges) {
    static LevelProfiles of(Wiring wiring, String name, int levels, int profileCount) {
        int ring = BarLevels.ring(levels);
        return new LevelProfiles(
                levels,
                ring,
                wiring.doubleArray(name + ".volumes", profileCount * ring),
                wiring.doubleArray(name + ".spare", ring),
                wiring.longArray(name + ".lows", profileCount),
                wiring.longArray(name + ".ends", profileCount),
                wiring.longArray(name + ".merges", profileCount));
    }

    boolean isEmpty(State state, int profile) {
        return ends.get(state, profile) <= lows.get(state, profile);
    }

    /** The lowest level, not merged. */
    long low(State state, int profile) {
        return lows.get(state, profile);
    }

    /** The highest level, not merged. */
    long high(State state, int profile) {
        return ends.get(state, profile) - 1;
    }

    /** How often levels were merged. */
    int mergeCount(State state, int profile) {
        return (int) merges.get(state, profile);
    }

    /** The lowest level, as merged. */
    long first(State state, int profile) {
        return low(state, profile) >> mergeCount(state, profile);
    }

    /** How many levels there are, as merged, from the lowest to the highest; at least one. */
    int count(State state, int profile) {
        return (int) ((high(state, profile) >> mergeCount(state, profile)) - first(state, profile)) + 1;
    }

    /** The volume at a level as merged. */
    double volume(State state, int profile, long level) {
        return volumes.get(state, index(profile, level));
    }

    /** Adds a volume at a level, not merged. */
    void add(State state, int profile, long level, double volume) {
        if (level < lows.get(state, profile) || level >= ends.get(state, profile)) {
            cover(state, profile, level, level + 1);
        }
        addMerged(state, profile, level >> merges.get(state, profile), volume);
    }

    /** Adds what another profile holds. */
    void addAll(State state, int profile, int other) {
        if (isEmpty(state, other)) {
            return;
        }
        cover(state, profile, lows.get(state, other), ends.get(state, other));
        // What reaches at least as far was merged at least as often.
        int more = mergeCount(state, profile) - mergeCount(state, other);
        long first = first(state, other);
        int count = count(state, other);
        for (int i = 0; i < count; i++) {
            addMerged(state, profile, (first + i) >> more, volume(state, other, first + i));
        }
    }

    void clear(State state, int profile) {
        for (int i = 0; i < ring; i++) {
            volumes.set(state, profile * ring + i, 0);
        }
        lows.set(state, profile, 0);
        ends.set(state, profile, 0);
        merges.set(state, profile, 0);
    }

    private void cover(State state, int profile, long from, long to) {
        boolean isFirst = isEmpty(state, profile);
        long low = isFirst ? from : Math.min(from, lows.get(state, profile));
        long end = isFirst ? to : Math.max(to, ends.get(state, profile));
        int before = mergeCount(state, profile);
        int after = before;
        while (((end - 1) >> after) - (low >> after) >= levels) {
            after++;
        }
        if (after > before && !isFirst) {
            merge(state, profile, after - before);
        }
        lows.set(state, profile, low);
        ends.set(state, profile, end);
        merges.set(state, profile, after);
    }

    private void merge(State state, int profile, int more) {
        for (int i = 0; i < ring; i++) {
            spare.set(state, i, volumes.get(state, profile * ring + i));
            volumes.set(state, profile * ring + i, 0);
        }
        long first = first(state, profile);
        int count = count(state, profile);
        for (int i = 0; i < count; i++) {
            addMerged(state, profile, (first + i) >> more, spare.get(state, (int) (first + i) & (ring - 1)));
        }
    }

    private void addMerged(State state, int profile, long level, double volume) {
        int index = index(profile, level);
        volumes.set(state, index, volumes.get(state, index) + volume);
    }

    private int index(int profile, long level) {
        return profile * ring + ((int) level & (ring - 1));
    }
}
