// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The profile of the trades of the last {@code bars} bars, or of all since it began.
 *
 * <p>Nothing is ever subtracted. Bars are counted off in blocks of as many as the window has, so that the window is the
 * end of one block and the beginning of the next. The beginning is added up as bars close. When a block is complete,
 * each of its bars takes in those after it, from the last one back; the end of a block is then the profile of its first
 * bar. This costs a pass over as many levels a bar, on average; the bar that completes a block pays for the block.
 *
 * @param bars how many bars, 0 for all.
 * @param profiles of a window: those of the bars of the block, then the beginning of the block, then the window.
 * @param place of the bar that is open, in its block.
 * @param closedCount how many bars have closed, no more than there are in the window.
 */
record RollingProfile(int bars, LevelProfiles profiles, LongVar place, LongVar closedCount) {
    static RollingProfile of(Wiring wiring, String name, int levels, int bars) {
        return new RollingProfile(
                bars,
                LevelProfiles.of(wiring, name, levels, bars == 0 ? 1 : bars + 2),
                wiring.longVar(name + ".place"),
                wiring.longVar(name + ".closed-count"));
    }

    void add(State state, long level, double volume) {
        profiles.add(state, (int) place.get(state), level, volume);
    }

    /**
     * Notes that the bar has closed. To be followed by {@link #begin} when the window has been read.
     *
     * @return the number of the profile that holds the window, -1 while there are too few bars.
     */
    int close(State state) {
        if (bars == 0) {
            return 0;
        }
        int closed = (int) place.get(state);
        int beginning = bars;
        int window = bars + 1;
        profiles.addAll(state, beginning, closed);
        if (closedCount.get(state) < bars && closedCount.add(state, 1) < bars) {
            return -1;
        }
        profiles.clear(state, window);
        if (closed < bars - 1) {
            profiles.addAll(state, window, closed + 1);
        }
        profiles.addAll(state, window, beginning);
        return window;
    }

    /** Begins a bar. */
    void begin(State state) {
        if (bars == 0) {
            return;
        }
        int next = (int) place.get(state) + 1;
        if (next == bars) {
            next = 0;
            // That of the first bar is not needed: its place is taken by the bar that begins.
            for (int i = bars - 2; i > 0; i--) {
                profiles.addAll(state, i, i + 1);
            }
            profiles.clear(state, bars);
        }
        profiles.clear(state, next);
        place.set(state, next);
    }
}
