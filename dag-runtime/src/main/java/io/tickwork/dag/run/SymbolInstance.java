// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.graph.Graph.SymbolGraph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.ResetPolicy;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.session.SessionCalendar;
import java.util.ArrayList;
import java.util.List;

/** All that belongs to one symbol. */
final class SymbolInstance extends Instance {
    private final int id;
    private final String name;
    private final int priceExponent;
    private final int sizeExponent;
    private final SessionCalendar calendar;
    private final CandleAggregator candles;
    private final Source trade;
    private final Source quote;
    private final Source depth;
    private final GraphNode[] resetOnSession;
    private final List<Transfer> imports = new ArrayList<>();
    private final List<Transfer> exports = new ArrayList<>();
    private long nextCloseNs = CandleAggregator.NEVER;
    private long nextWaitingNs = CandleAggregator.NEVER;
    private long nextSessionNs = CandleAggregator.NEVER;
    private final long nameDigest;
    private boolean isOpen;

    SymbolInstance(
            int id,
            String name,
            int priceExponent,
            int sizeExponent,
            Code code,
            SymbolGraph graph,
            CandleAggregator candles) {
        super(code, name + "/", graph.parameters());
        this.id = id;
        this.name = name;
        nameDigest = Digest.of(name);
        this.priceExponent = priceExponent;
        this.sizeExponent = sizeExponent;
        this.candles = candles;
        calendar = graph.calendar();
        trade = subgraph().source(SourceKind.TRADE);
        quote = subgraph().source(SourceKind.QUOTE);
        depth = subgraph().source(SourceKind.DEPTH);
        resetOnSession = subgraph().nodes().stream()
                .filter(node -> node.reset() == ResetPolicy.SESSION)
                .toArray(GraphNode[]::new);
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    double price(long mantissa) {
        return Decimal.toDouble(mantissa, priceExponent);
    }

    double size(long mantissa) {
        return Decimal.toDouble(mantissa, sizeExponent);
    }

    int priceExponent() {
        return priceExponent;
    }

    int sizeExponent() {
        return sizeExponent;
    }

    SessionCalendar calendar() {
        return calendar;
    }

    CandleAggregator candles() {
        return candles;
    }

    Source trade() {
        return trade;
    }

    Source quote() {
        return quote;
    }

    Source depth() {
        return depth;
    }

    /** {@return what this symbol reads of others} */
    List<Transfer> imports() {
        return imports;
    }

    /** {@return what the groups read of this symbol} */
    List<Transfer> exports() {
        return exports;
    }

    void takeImports() {
        for (int i = 0; i < imports.size(); i++) { // an iterator would be allocated
            imports.get(i).copy();
        }
    }

    /** Looks anew at the open bars. */
    void barsChanged() {
        nextCloseNs = candles.nextCloseNs(state(), false);
        nextWaitingNs = candles.nextCloseNs(state(), true);
    }

    /** {@return when the next bar ends, of those that close at their end} */
    long nextCloseNs() {
        return nextCloseNs;
    }

    /** {@return when the next bar ends, of those that wait beyond their end} */
    long nextWaitingNs() {
        return nextWaitingNs;
    }

    /** {@return when the next session opens that a node begins anew at} */
    long nextSessionNs() {
        return nextSessionNs;
    }

    /** Finds the first session that opens behind an instant. */
    void sessionsFrom(long timeNs) {
        nextSessionNs = calendar == null || resetOnSession.length == 0 ? CandleAggregator.NEVER : nextOpenNs(timeNs);
    }

    private long nextOpenNs(long timeNs) {
        int session = calendar.firstSessionAtOrAfter(timeNs + 1);
        return session == calendar.sessionCount() ? CandleAggregator.NEVER : calendar.openNs(session);
    }

    @Override
    void invalidateReaders(int node) {
        if (!exports.isEmpty()) {
            for (int output : outputsInvalidatedBy(node)) {
                for (int i = 0; i < exports.size(); i++) { // an iterator would be allocated
                    exports.get(i).invalidateReaders(output);
                }
            }
        }
    }

    void resetForSession() {
        for (GraphNode node : resetOnSession) {
            reset(node);
        }
    }

    /** Takes the word of the venue for a symbol without a calendar; returns whether its session has just opened. */
    boolean opens(boolean isOpenNow) {
        boolean opens = isOpenNow && !isOpen && calendar == null;
        isOpen = isOpenNow;
        return opens;
    }

    @Override
    long sourcesDigest() {
        long hash = Digest.mix(nameDigest, super.sourcesDigest());
        hash = Digest.mix(hash, priceExponent);
        hash = Digest.mix(hash, sizeExponent);
        hash = Digest.mix(hash, nextSessionNs);
        return Digest.mix(hash, isOpen ? 1 : 0);
    }

    /** Saves what never changes; on loading it is read before there is an instance. Allocates. */
    void identityImage(ImageWords words) {
        words.word(id);
        words.word(priceExponent);
        words.word(sizeExponent);
        words.text(name);
        shape(words);
    }

    @Override
    void image(ImageWords words) {
        isOpen = words.flag(isOpen);
        nextCloseNs = words.word(nextCloseNs);
        nextWaitingNs = words.word(nextWaitingNs);
        nextSessionNs = words.word(nextSessionNs);
        super.image(words);
    }
}
