// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Map;

/**
 * How the bars of a graph are made.
 *
 * @param graceNs how long boundaries wait for trades that come late, in nanoseconds.
 * @param join whether external bars that end at one instant close in one cycle.
 * @param session the name of the calendar that bars align to, null for the epoch.
 * @param carryLimit how many bars in a row are made for spans without trades where a timeframe does not say; 0 for
 *     none.
 * @param feeds what the timeframes are made of that say so, by their length in nanoseconds.
 * @param location where it was declared.
 */
public record CandleSettings(
        long graceNs,
        boolean join,
        String session,
        int carryLimit,
        Map<Long, FeedDefinition> feeds,
        Location location) {

    /** Bars of trades, aligned to the epoch, none for spans without trades. */
    public static final CandleSettings DEFAULT = new CandleSettings(0, false, null, 0, Map.of(), Location.CODE);

    /** The number of bars carried in a row when bars are carried and no limit is given. */
    public static final int CARRY_LIMIT_DEFAULT = 1_000;

    /**
     * What the bars of one timeframe are made of.
     *
     * @param feed trades, events or lower bars.
     * @param fromNs of derived bars, the length of the lower ones; 0 otherwise.
     * @param carryLimit as in the settings; -1 to leave it to them.
     * @param location where it was declared.
     */
    public record FeedDefinition(Bars.Feed feed, long fromNs, int carryLimit, Location location) {}
}
