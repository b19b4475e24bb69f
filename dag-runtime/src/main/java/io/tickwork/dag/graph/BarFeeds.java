// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.session.SessionCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides what the bars of each timeframe are made of, for those that are read and those that others are made of. */
final class BarFeeds {
    /** The most bars of a timeframe that may be open at once. */
    private static final int OPEN_COUNT_MAX = 64;

    private static final long DAY_NS = Timeframe.parse("1d");

    private final CandleSettings settings;
    private final boolean hasCalendar;
    private final boolean allHaveCalendars;
    private final List<GraphError> errors;
    private final TreeMap<Long, FeedDefinition> feeds = new TreeMap<>();

    /**
     * @param settings of the graph.
     * @param hasCalendar whether some symbols have one.
     * @param allHaveCalendars whether those do that are not named.
     * @param errors takes what is wrong.
     */
    BarFeeds(CandleSettings settings, boolean hasCalendar, boolean allHaveCalendars, List<GraphError> errors) {
        this.settings = settings;
        this.hasCalendar = hasCalendar;
        this.allHaveCalendars = allHaveCalendars;
        this.errors = errors;
    }

    /**
     * @param read the timeframes that nodes read, with a place where one does.
     * @param forming those of which a node reads the forming bar.
     * @return the feeds of all timeframes that are needed, by ascending length.
     */
    TreeMap<Long, FeedDefinition> resolve(Map<Long, Location> read, Map<Long, Location> forming) {
        if (settings.graceNs() > 0 && settings.join()) {
            for (Map.Entry<Long, FeedDefinition> feed : settings.feeds().entrySet()) {
                if (feed.getValue().feed() == Bars.Feed.EXTERNAL && settings.graceNs() >= feed.getKey()) {
                    error(
                            Rule.FEED,
                            feed.getValue().location(),
                            "the grace must be shorter than joined external bars of "
                                    + Timeframe.format(feed.getKey()));
                }
            }
        }
        settings.feeds().forEach(this::checkDerivable);
        read.forEach(this::need);
        forming.forEach((timeframeNs, location) -> {
            need(timeframeNs, location);
            FeedDefinition feed = feeds.get(timeframeNs);
            if (feed != null && feed.feed() == Bars.Feed.EXTERNAL) {
                error(
                        Rule.FEED,
                        location,
                        "bars of " + Timeframe.format(timeframeNs)
                                + " come closed from outside, so that none is seen forming");
            }
        });
        return feeds;
    }

    private void checkDerivable(long timeframeNs, FeedDefinition feed) {
        if (feed.feed() == Bars.Feed.DERIVED && !isDerivable(timeframeNs, feed.fromNs())) {
            error(
                    Rule.TIMEFRAME,
                    feed.location(),
                    "bars of " + Timeframe.format(timeframeNs) + " cannot be made from bars of "
                            + Timeframe.format(feed.fromNs()) + ", which do not divide them");
        }
    }

    private void need(long timeframeNs, Location location) {
        if (feeds.containsKey(timeframeNs)) {
            return;
        }
        if (hasCalendar) {
            try {
                SessionCalendar.checkTimeframe(timeframeNs);
            } catch (IllegalArgumentException e) {
                error(Rule.TIMEFRAME, location, e.getMessage());
                return;
            }
        }
        FeedDefinition feed = feedOf(timeframeNs, location);
        if (settings.graceNs() / timeframeNs + 2 > OPEN_COUNT_MAX) {
            error(
                    Rule.LIMIT,
                    location,
                    "the grace is too long for bars of " + Timeframe.format(timeframeNs) + ": more than "
                            + OPEN_COUNT_MAX + " of them would be open at once");
        }
        feeds.put(timeframeNs, feed);
        if (feed.feed() == Bars.Feed.DERIVED) {
            if (isDerivable(timeframeNs, feed.fromNs())) {
                need(feed.fromNs(), feed.location());
            }
        }
    }

    private FeedDefinition feedOf(long timeframeNs, Location location) {
        FeedDefinition declared = settings.feeds().get(timeframeNs);
        if (declared != null) {
            return declared;
        }
        long from = 0;
        for (Map.Entry<Long, FeedDefinition> other : settings.feeds().entrySet()) {
            if (other.getValue().feed() == Bars.Feed.EXTERNAL && isDerivable(timeframeNs, other.getKey())) {
                from = Math.max(from, other.getKey());
            }
        }
        return new FeedDefinition(from == 0 ? Bars.Feed.TRADES : Bars.Feed.DERIVED, from, -1, location);
    }

    private boolean isDerivable(long timeframeNs, long fromNs) {
        if (fromNs >= timeframeNs) {
            return false;
        }
        // Within a calendar a day is the session, which bars of any length fill up, the last of them cut.
        return timeframeNs % fromNs == 0 || allHaveCalendars && timeframeNs >= DAY_NS;
    }

    boolean joins() {
        return settings.join();
    }

    int carryLimit(FeedDefinition feed) {
        if (feed.feed() == Bars.Feed.EXTERNAL) {
            return 0;
        }
        return feed.carryLimit() >= 0 ? feed.carryLimit() : settings.carryLimit();
    }

    /**
     * Beside the bar that trades of now belong to, those whose end still waits; and one more that is carried or cut, or
     * some, since every session may cut one. A bar from outside that is joined is held, and one that should have come
     * before it may come meanwhile.
     */
    int openCount(long timeframeNs, Bars.Feed feed) {
        if (settings.graceNs() == 0) {
            return feed == Bars.Feed.EXTERNAL && settings.join() ? 2 : 1;
        }
        int cutCount = hasCalendar ? (int) (settings.graceNs() / DAY_NS) : 0;
        return (int) ((settings.graceNs() - 1) / timeframeNs) + 3 + cutCount;
    }

    private void error(Rule rule, Location location, String message) {
        errors.add(new GraphError(rule, "", location, message));
    }
}
