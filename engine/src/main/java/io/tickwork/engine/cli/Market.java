// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.engine.feed.TradeSource;
import io.tickwork.ring.EventRing;
import java.util.function.Supplier;

/**
 * The trades a command feeds.
 *
 * @param description for the report.
 * @param symbol they are of.
 * @param tradeCount how many.
 * @param open opens them at the first.
 */
record Market(String description, Symbol symbol, long tradeCount, Supplier<TradeSource> open) {
    private static final int SOURCE_ID = 1;

    /**
     * Opens the trades as a feed.
     *
     * @param ring to publish to.
     * @param speed how many times faster than they happened, null for at once.
     * @return the feed.
     */
    Feed feed(EventRing ring, Double speed) {
        Pacer pacer = speed == null ? Pacer.AT_ONCE : Pacer.ofSpeed(System::nanoTime, speed);
        return new TradeFeed(open.get(), symbol, new TradePublisher(ring, SOURCE_ID), pacer);
    }
}
