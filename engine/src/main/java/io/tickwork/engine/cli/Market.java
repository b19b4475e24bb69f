// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.ring.EventRing;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Where the market data comes from that a command feeds through an engine. */
interface Market {
    /**
     * Reads the whole file once before anything is created, so that a bad row leaves nothing behind.
     *
     * @param path of the file.
     * @param symbol what the trades are of.
     * @param timeFormat of the file.
     * @return its trades.
     * @throws io.tickwork.engine.feed.FeedException for the first thing that is wrong with the file.
     */
    static Market ofFile(Path path, Symbol symbol, TimeFormat timeFormat) {
        return TradeMarket.ofFile(path, symbol, timeFormat);
    }

    /**
     * {@return made-up trades}
     *
     * @param tradeCount how many.
     * @param seed the same trades for the same seed.
     */
    static Market madeUp(long tradeCount, long seed) {
        return madeUp(Symbol.named("SYNTH"), tradeCount, seed);
    }

    /**
     * {@return made-up trades}
     *
     * @param symbol what they are said to be of; its exponents are the default ones.
     * @param tradeCount how many.
     * @param seed the same trades for the same seed.
     */
    static TradeMarket madeUp(Symbol symbol, long tradeCount, long seed) {
        return TradeMarket.madeUp(symbol, tradeCount, seed);
    }

    /** {@return what it is, for the report} */
    String description();

    /**
     * {@return the name of a symbol}
     *
     * @param id of one that is fed.
     */
    String symbolName(int id);

    /** {@return how many events there are in all, {@link Feed#UNKNOWN} where that cannot be known ahead} */
    long eventCount();

    /**
     * {@return where outputs go besides, null for nowhere}
     *
     * @param graph whose outputs they are.
     * @param names for their ids.
     * @param journal its directory.
     */
    default NatsSink outlet(Graph graph, OutputNames names, Path journal) {
        return null;
    }

    /** {@return whether outputs that only the graph before this one could make are given up} */
    default boolean areOwedOutputsGivenUp() {
        return false;
    }

    /**
     * Opens it behind what a journal holds.
     *
     * @param ring to publish to.
     * @param resumed where the journal goes on.
     * @param pacer that says when, where the market data does not come by itself.
     * @param journal for messages.
     * @return the feed.
     * @throws CommandException if the journal is of other market data.
     */
    Feed feed(EventRing ring, ResumePoint resumed, Pacer pacer, Path journal);

    /**
     * Prints what befell the feed.
     *
     * @param out where to.
     */
    default void report(PrintWriter out) {}
}
